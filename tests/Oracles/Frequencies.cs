namespace Unmask.Tests.Oracles;

/// <summary>Counts against a law.</summary>
public static class Frequencies
{
    /// <summary>
    /// Pearson's <c>Σ (n_x − n p_x)²/(n p_x)</c> as a standard normal deviate, by the cube root of Wilson and Hilferty; outcomes expected
    /// fewer than 10 times are counted together. <c>+∞</c> if something impossible was counted.
    /// </summary>
    public static double Deviation(long[] counts, double[] law)
    {
        if (counts.Zip(law).Any(pair => pair.First > 0 && pair.Second == 0))
        {
            return double.PositiveInfinity;
        }

        double total = counts.Sum();
        var often = Enumerable.Range(0, law.Length).Where(x => law[x] * total >= 10).ToArray();
        var seldom = Enumerable.Range(0, law.Length).Except(often).ToArray();
        var cells = often.Select(x => (Count: (double)counts[x], Expected: law[x] * total)).ToList();
        if (seldom.Sum(x => law[x]) * total is > 0 and var together)
        {
            cells.Add((seldom.Sum(x => counts[x]), together));
        }

        var freedom = cells.Count - 1.0;
        var statistic = cells.Sum(cell => (cell.Count - cell.Expected) * (cell.Count - cell.Expected) / cell.Expected);
        return freedom == 0 ? 0 : (Math.Cbrt(statistic / freedom) - (1 - (2 / (9 * freedom)))) / Math.Sqrt(2 / (9 * freedom));
    }
}
