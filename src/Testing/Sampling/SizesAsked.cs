namespace Unmask.Testing;

/// <summary>A size law's answer at one step.</summary>
/// <param name="Step">The step, 0-based.</param>
/// <param name="Left">How many positions are masked.</param>
/// <param name="Largest">The largest size, as returned.</param>
/// <param name="Law">The law up to the largest size, as far as there is room; NaN where nothing was written.</param>
internal sealed record SizesAsked(int Step, int Left, int Largest, List<double> Law)
{
    /// <summary>Asks.</summary>
    public static SizesAsked Of(ISizeLaw sizes, int step, int left)
    {
        var law = new double[left];
        Array.Fill(law, double.NaN);
        var largest = sizes.Sizes(step, left, law);
        return new SizesAsked(step, left, largest, [.. law.Take(largest)]);
    }

    /// <summary>Every step and number left that sizes between 1 and what is left can lead to.</summary>
    public static IEnumerable<SizesAsked> Reachable(ISizeLaw sizes, int length)
    {
        var current = new SortedSet<int> { length };
        for (var step = 0; current.Count > 0; step++)
        {
            var next = new SortedSet<int>();
            foreach (var left in current)
            {
                var asked = Of(sizes, step, left);
                yield return asked;
                next.UnionWith(asked.Law.Index().Where(size => size.Item > 0 && size.Index + 1 < left).Select(size => left - size.Index - 1));
            }

            current = next;
        }
    }

    public override string ToString() => $"step {Step}, {Left} left";
}
