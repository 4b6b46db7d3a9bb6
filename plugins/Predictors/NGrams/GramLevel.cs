namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>Counts of the grams of one length: a context of k symbols and the symbol after it.</summary>
/// <remarks>A gram is a number in base S, its first symbol slowest. Immutable, so thread-safe.</remarks>
internal sealed class GramLevel
{
    private readonly ulong[] _grams;

    private GramLevel(int states, int contextLength, ulong[] grams, long[] counts, long[] precedents)
    {
        (States, ContextLength, _grams, Counts, Precedents) = (states, contextLength, grams, counts, precedents);
        var (contexts, firsts) = (new List<ulong>(), new List<int>());
        for (var g = 0; g < grams.Length; g++)
        {
            var context = grams[g] / (ulong)states;
            if (g == 0 || context != contexts[^1])
            {
                contexts.Add(context);
                firsts.Add(g);
            }
        }

        firsts.Add(grams.Length);
        (Contexts, Firsts) = ([.. contexts], [.. firsts]);
    }

    /// <summary>Vocabulary size S.</summary>
    public int States { get; }

    /// <summary>The symbols of a context, k.</summary>
    public int ContextLength { get; }

    /// <summary>The contexts that were counted, ascending.</summary>
    public ulong[] Contexts { get; }

    /// <summary>The grams of context c are those from <c>Firsts[c]</c> to before <c>Firsts[c + 1]</c>.</summary>
    public int[] Firsts { get; }

    /// <summary>How often each gram occurs, <c>n(cv)</c>, at least 1.</summary>
    public long[] Counts { get; }

    /// <summary>How many different symbols stand before each gram, <c>N₁₊(•cv)</c>; at the highest level, where this is not known, its count.</summary>
    public long[] Precedents { get; }

    /// <summary>The last symbol of gram number g.</summary>
    public int Symbol(int g) => (int)(_grams[g] % (ulong)States);

    /// <summary>The number of the context that is the end of a longer one, which was counted too.</summary>
    public int Find(ulong longer) => Array.BinarySearch(Contexts, longer % (ulong)Math.Pow(States, ContextLength));

    /// <summary>The highest level, from the counts of its grams.</summary>
    public static GramLevel Highest(int states, int contextLength, IReadOnlyDictionary<ulong, long> counts)
    {
        var sorted = counts.Where(gram => gram.Value > 0).OrderBy(gram => gram.Key).ToArray();
        var numbers = Array.ConvertAll(sorted, gram => gram.Value);
        return new GramLevel(states, contextLength, Array.ConvertAll(sorted, gram => gram.Key), numbers, numbers);
    }

    /// <summary>The next lower level: every gram without its first symbol.</summary>
    public GramLevel Lower()
    {
        var size = (ulong)Math.Pow(States, ContextLength);
        var shorter = new SortedDictionary<ulong, (long Count, long Precedents)>();
        for (var g = 0; g < _grams.Length; g++)
        {
            var seen = shorter.GetValueOrDefault(_grams[g] % size);
            shorter[_grams[g] % size] = (seen.Count + Counts[g], seen.Precedents + 1);
        }

        return new GramLevel(States, ContextLength - 1, [.. shorter.Keys], [.. shorter.Values.Select(value => value.Count)], [.. shorter.Values.Select(value => value.Precedents)]);
    }
}
