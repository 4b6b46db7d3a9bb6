namespace Unmask.Testing;

/// <summary>Holds counts to a law by Pearson's statistic.</summary>
internal static class ChiSquare
{
    /// <summary>How many standard deviations the statistic may be above its mean: about one in a million is.</summary>
    private const double Most = 4.75;

    /// <summary>Fails if something impossible was counted, or the counts are too far from the law.</summary>
    public static void Follows(string place, long[] counts, ReadOnlySpan<double> law, Func<int, string> outcome)
    {
        for (var x = 0; x < counts.Length; x++)
        {
            Assert.True(counts[x] == 0 || law[x] > 0, $"{place}: {outcome(x)} has probability 0 and came up {counts[x]} times");
        }

        var excess = Excess(counts, law);
        Assert.True(excess < Most, $"{place}: frequencies do not follow the law: chi-square is {excess:F1} standard deviations above its mean; {Worst(counts, law, outcome)}");
    }

    /// <summary>By the cube root of Wilson and Hilferty; cells expected fewer than 5 times are merged.</summary>
    private static double Excess(long[] counts, ReadOnlySpan<double> law)
    {
        double total = counts.Sum(), statistic = 0, rareCount = 0, rareExpected = 0;
        var cells = 0;
        for (var x = 0; x < counts.Length; x++)
        {
            var expected = law[x] * total;
            if (expected >= 5)
            {
                Add(counts[x], expected);
            }
            else
            {
                rareCount += counts[x];
                rareExpected += expected;
            }
        }

        if (rareExpected > 0)
        {
            Add(rareCount, rareExpected);
        }

        var freedom = cells - 1.0;
        return freedom <= 0 ? 0 : (Math.Cbrt(statistic / freedom) - (1 - (2 / (9 * freedom)))) / Math.Sqrt(2 / (9 * freedom));

        void Add(double count, double expected)
        {
            statistic += (count - expected) * (count - expected) / expected;
            cells++;
        }
    }

    private static string Worst(long[] counts, ReadOnlySpan<double> law, Func<int, string> outcome)
    {
        var (total, worst, most) = ((double)counts.Sum(), 0, -1.0);
        for (var x = 0; x < counts.Length; x++)
        {
            var distance = Math.Abs(counts[x] - (law[x] * total)) / Math.Sqrt((law[x] * total) + 1);
            (worst, most) = distance > most ? (x, distance) : (worst, most);
        }

        return $"{outcome(worst)} came up {counts[worst]} times in {total}, expected {law[worst] * total:F1}";
    }
}
