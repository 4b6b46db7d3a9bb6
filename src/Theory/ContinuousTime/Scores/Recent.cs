namespace Unmask.Theory;

/// <summary>Keeps the last few values that were made, by the number they were made for. Thread-safe; two threads that ask at once may both make one.</summary>
/// <param name="capacity">How many are kept, at least 1.</param>
/// <param name="make">Makes the value of a number.</param>
internal sealed class Recent<T>(int capacity, Func<double, T> make) where T : class
{
    private const double MostNumbers = 1 << 24;
    private const int Most = 64;

    private readonly Lock _lock = new();
    private readonly List<(double Key, T Value)> _kept = [];

    /// <summary>Keeps at most 64 values, of 2^24 numbers together; at least one.</summary>
    /// <param name="numbers">How many numbers a value holds.</param>
    /// <param name="make">Makes the value of a number.</param>
    public static Recent<T> OfSize(double numbers, Func<double, T> make) => new((int)Math.Clamp(MostNumbers / numbers, 1, Most), make);

    /// <summary>The value of a number; allocates nothing where it is kept.</summary>
    public T Get(double key)
    {
        lock (_lock)
        {
            for (var at = _kept.Count - 1; at >= 0; at--)
            {
                var entry = _kept[at];
                if (entry.Key == key)
                {
                    _kept.RemoveAt(at);
                    _kept.Add(entry);
                    return entry.Value;
                }
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
