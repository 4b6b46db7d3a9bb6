namespace Unmask.Theory;

/// <summary>Keeps the last few values that were made, by the number they were made for. Thread-safe; two threads that ask at once may both make one.</summary>
/// <param name="capacity">How many are kept, at least 1.</param>
internal sealed class Recent<T>(int capacity) where T : class
{
    private readonly Lock _lock = new();
    private readonly List<(double Key, T Value)> _kept = [];

    /// <summary>The value of a number.</summary>
    public T Get(double key, Func<double, T> make)
    {
        lock (_lock)
        {
            var at = _kept.FindLastIndex(entry => entry.Key == key);
            if (at >= 0)
            {
                var entry = _kept[at];
                if (at < _kept.Count - 1)
                {
                    _kept.RemoveAt(at);
                    _kept.Add(entry);
                }

                return entry.Value;
            }
        }

        var made = make(key);
        lock (_lock)
        {
            if (_kept.Count >= capacity)
            {
                _kept.RemoveAt(0);
            }

            _kept.Add((key, made));
        }

        return made;
    }
}
