namespace Unmask.Plugins.Metrics;

/// <summary>Recognises the sizes of LC's lower bound, LC (27), by what they do: whoever wrote the schedule gets the bound.</summary>
internal static class RandomHalvingSizes
{
    private const double Tolerance = 1e-9;

    /// <summary>True if every size is, independently of what came before, <c>s_max</c> or <c>s_max/2</c> with probability ½ each, cut to what is left.</summary>
    /// <remarks>One pass: visits are in order of step, then of revealed, then of size.</remarks>
    public static bool Describe(SizeVisits visits)
    {
        var largest = visits.Largest;
        for (var k = 0; k < visits.All.Count;)
        {
            var smaller = visits.All[k];
            var left = visits.Length - smaller.Revealed;
            var last = left <= largest / 2;
            if (largest % 2 != 0 || smaller.Size != (last ? left : largest / 2))
            {
                return false;
            }

            if (!last && !(k + 1 < visits.All.Count && AreHalves(smaller, visits.All[k + 1], Math.Min(largest, left))))
            {
                return false;
            }

            k += last ? 1 : 2;
        }

        return true;
    }

    private static bool AreHalves(SizeVisit smaller, SizeVisit larger, int size) =>
        (larger.Step, larger.Revealed, larger.Size) == (smaller.Step, smaller.Revealed, size)
        && Math.Abs(smaller.Probability - larger.Probability) <= Tolerance * (smaller.Probability + larger.Probability);
}
