namespace Unmask.Host.Composition;

/// <summary>What was found for cells, each kept with the components that it depends on: the same for every cell that has the same ones.</summary>
/// <remarks>Found in a time that does not grow with the number of entries, as long as they depend on the same few sections. Not thread-safe.</remarks>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class ByComponents<T>
    where T : class
{
    private readonly List<(string[] Names, Dictionary<Components, T> Entries)> _kept = [];

    /// <summary>Keeps something.</summary>
    /// <param name="dependsOn">What was looked at, and what was seen there.</param>
    /// <param name="found">What was found.</param>
    public void Add(IReadOnlyDictionary<string, object> dependsOn, T found)
    {
        string[] names = [.. dependsOn.Keys.Order(StringComparer.Ordinal)];
        var at = _kept.FindIndex(kept => kept.Names.SequenceEqual(names));
        if (at < 0)
        {
            at = _kept.Count;
            _kept.Add((names, []));
        }

        _kept[at].Entries[Components.Of(names, name => dependsOn[name])] = found;
    }

    /// <summary>What was found for a cell with equal components, or null.</summary>
    public T? Find(IComposed cell)
    {
        foreach (var (names, entries) in _kept)
        {
            if (entries.TryGetValue(Components.Of(names, cell.Look), out var found))
            {
                return found;
            }
        }

        return null;
    }

    private readonly struct Components(object[] seen) : IEquatable<Components>
    {
        private readonly object[] _seen = seen;

        public static Components Of(string[] names, Func<string, object> look) => new(Array.ConvertAll(names, name => look(name)));

        public bool Equals(Components other) => _seen.AsSpan().SequenceEqual(other._seen);

        public override bool Equals(object? obj) => obj is Components other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var each in _seen)
            {
                hash.Add(each);
            }

            return hash.ToHashCode();
        }
    }
}
