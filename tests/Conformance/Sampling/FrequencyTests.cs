using Unmask.Interpretation;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>
/// Every installed schedule and sampler draws its law, from fixed seeds, by chi-square: a quarter of a million sequences each, less of those that look at scores, or a million
/// in the long tests (<c>./test.sh --long</c>), which take some 4 seconds of a processor each.
/// </summary>
public class FrequencyTests
{
    private static bool IsLong => Environment.GetEnvironmentVariable("RUN_LONG_TESTS") == "1";

    public static TheoryData<string, string> Plugins => SamplingCase.Installed;

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Draws_follow_the_law(string section, string kind) => Assert.All(SamplingCase.Of(section, kind), one =>
    {
        var setting = Setting.Of(3, 2);
        var draws = IsLong ? 1_000_000 : one.LooksAtScores ? 100_000 : 250_000L;
        var cell = Installed.Compose(one.Pipeline(setting, """ "law": {} """)).Cells[0].Cell;
        var rule = Unmask.Host.Derivations.Sampling.Rule(cell);
        var tally = (Counts)SamplePass.Run(rule, 11, [new SampleRequest(draws, () => new Counts(setting))], TestContext.Current.CancellationToken)[0];
        Assert.Equal(draws, tally.Of.Sum());

        // A normal deviate is beyond 4.5 about once in 300,000: with these seeds it is or is not.
        Assert.InRange(Frequencies.Deviation(tally.Of, one.Law(setting)), -4.5, 4.5);
        Assert.True(Frequencies.Deviation(tally.Of, Shifted(one.Law(setting), 5 / Math.Sqrt(draws))) > 4.5, "a law a percent away would pass too");
    });

    /// <summary>Some probability moved from the second half to the first: one percent where a quarter of a million are drawn.</summary>
    private static double[] Shifted(double[] law, double by)
    {
        var first = law.Take(law.Length / 2).Sum();
        return [.. law.Select((q, x) => q * (x < law.Length / 2 ? (first + by) / first : (1 - by - first) / (1 - first)))];
    }

    private sealed class Counts(Setting setting) : ITally
    {
        public long[] Of { get; } = new long[setting.Law.Length];

        public void Add(ReadOnlySpan<int> tokens, int calls)
        {
            var number = 0;
            foreach (var token in tokens)
            {
                number = (number * setting.States) + token;
            }

            Of[number]++;
        }

        public void Merge(ITally later)
        {
            for (var x = 0; x < Of.Length; x++)
            {
                Of[x] += ((Counts)later).Of[x];
            }
        }
    }
}
