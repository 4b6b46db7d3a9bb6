namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>
/// The contexts that were counted, and every beginning of one: what of the past has to be remembered to know, now and later, the
/// longest counted context it ends in (the states of Aho and Corasick 1975).
/// </summary>
internal sealed class ContextNodes
{
    private readonly ulong[][] _nodes, _counted;
    private readonly ulong[] _powers;

    /// <summary>Collects the nodes.</summary>
    /// <param name="levels">The grams by the length of their context, 0, 1, …, n − 1.</param>
    public ContextNodes(GramLevel[] levels)
    {
        _counted = Array.ConvertAll(levels, level => level.Contexts);
        _powers = Array.ConvertAll(levels, level => (ulong)Math.Pow(level.States, level.ContextLength));
        _nodes = new ulong[levels.Length][];
        var beginnings = Enumerable.Empty<ulong>();
        for (var length = levels.Length - 1; length >= 0; length--)
        {
            _nodes[length] = [.. beginnings.Union(_counted[length]).Order()];
            beginnings = _nodes[length].Select(node => node / (ulong)levels[0].States);
        }
    }

    /// <summary>The nodes of a length, ascending.</summary>
    public ReadOnlySpan<ulong> this[int length] => _nodes[length];

    /// <summary>The longest end of a past that is a node.</summary>
    /// <param name="past">The past as a number in base S.</param>
    /// <param name="longest">The longest end to look at.</param>
    public (int Length, int Number) End(ulong past, int longest) => End(_nodes, past, longest);

    /// <summary>The longest end of a node that is a counted context.</summary>
    public (int Length, int Number) Counted(int length, int number) => End(_counted, _nodes[length][number], length);

    private (int Length, int Number) End(ulong[][] sets, ulong past, int longest)
    {
        for (var length = longest; length > 0; length--)
        {
            var number = Array.BinarySearch(sets[length], past % _powers[length]);
            if (number >= 0)
            {
                return (length, number);
            }
        }

        return (0, 0);
    }
}
