namespace Unmask.Tests.Conformance.Data;

/// <summary>Pearson's statistic of counts against a law.</summary>
internal static class ChiSquare
{
    /// <summary>How many standard deviations the statistic is above its mean, by the cube root of Wilson and Hilferty; cells expected fewer than 5 times are merged.</summary>
    public static double Excess(int[] counts, double[] law)
    {
        double total = counts.Sum();
        var cells = counts.Zip(law, (count, p) => (Count: (double)count, Expected: p * total)).Where(cell => cell.Expected > 0).ToList();
        var rare = cells.Where(cell => cell.Expected < 5).ToList();
        var kept = cells.Except(rare).ToList();
        if (rare.Count > 0)
        {
            kept.Add((rare.Sum(cell => cell.Count), rare.Sum(cell => cell.Expected)));
        }

        var freedom = kept.Count - 1.0;
        var statistic = kept.Sum(cell => Math.Pow(cell.Count - cell.Expected, 2) / cell.Expected);
        return freedom == 0 ? 0 : (Math.Cbrt(statistic / freedom) - (1 - (2 / (9 * freedom)))) / Math.Sqrt(2 / (9 * freedom));
    }
}
