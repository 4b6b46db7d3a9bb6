namespace Unmask.Plugins.Metrics;

/// <summary>Recognises the sizes of LC's lower bound, LC (27), by what they do: whoever wrote the schedule gets the bound.</summary>
internal static class RandomHalvingSizes
{
    private const double Tolerance = 1e-9;

    /// <summary>True if every size is, independently of what came before, <c>s_max</c> or <c>s_max/2</c> with probability ½ each, cut to what is left.</summary>
    public static bool Describe(SizeVisits visits)
    {
        var largest = visits.Largest;
        return largest % 2 == 0 && visits.All
            .GroupBy(visit => (visit.Step, visit.Revealed))
            .All(from => Agrees([.. from], visits.Length - from.Key.Revealed, largest));
    }

    private static bool Agrees(SizeVisit[] sizes, int left, int largest)
    {
        if (left <= largest / 2)
        {
            return sizes is [var last] && last.Size == left;
        }

        return sizes is [var smaller, var larger]
            && smaller.Size == largest / 2
            && larger.Size == Math.Min(largest, left)
            && Math.Abs(smaller.Probability - larger.Probability) <= Tolerance * (smaller.Probability + larger.Probability);
    }
}
