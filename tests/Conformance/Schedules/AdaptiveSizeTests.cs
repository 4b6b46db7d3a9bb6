using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>What is promised of sizes that adapt to the data's dependence (T 1.14), on random laws with random predictors.</summary>
public class AdaptiveSizeTests
{
    [Fact]
    public void Random_sizes_have_their_closed_form_and_stay_within_their_bounds() =>
        (from setting in Setting.Random from theta in Gen.Int[1, 4] select (setting, theta)).Sample(
            x =>
            {
                var (length, theta) = (x.setting.Length, x.theta);
                double Steps(Func<int, double> rate) => 1 + Enumerable.Range(1, length - 1).Sum(w => Math.Min(1, theta * rate(w)));
                var h = Curves.Information(x.setting.Law, length, x.setting.States);
                var drops = h.Select(each => h[0] - each).ToArray();
                var (late, early) = (Steps(w => 1.0 / (length - w)), Steps(w => 1.0 / w));
                if (late < length)
                {
                    Assert.Equal(drops.Take(length - theta).Sum() / (theta + 1), Sizes(x.setting, late, "totalCorrelation"), 1e-9);
                }

                Assert.True(Sizes(x.setting, late, "totalCorrelation") <= (drops.Sum() / (theta + 1)) + 1e-9);
                Assert.True(Sizes(x.setting, early, "dualTotalCorrelation") * (theta - 1) <= h.Sum(each => each - h[^1]) + 1e-9);

                var both = Steps(w => Math.Max(1.0 / w, 1.0 / (length - w)));
                Assert.True(Sizes(x.setting, both, "both") <= Math.Min(Sizes(x.setting, late, "totalCorrelation"), Sizes(x.setting, early, "dualTotalCorrelation")) + 1e-9);
            },
            iter: 40);

    [Fact]
    public void A_fraction_bounds_the_error_by_total_or_dual_total_correlation() =>
        (from setting in Setting.Random from ratio in Gen.Double[0.05, 1.5] select (setting, ratio)).Sample(
            x =>
            {
                var h = Curves.Information(x.setting.Law, x.setting.Length, x.setting.States);
                Assert.True(Error(x.setting, $$"""{ "kind": "geometric", "ratio": {{Setting.Text(x.ratio)}} }""") <= (x.ratio * h.Sum(each => h[0] - each)) + 1e-9);
                Assert.True(Error(x.setting, $$"""{ "kind": "geometric", "ratio": {{Setting.Text(x.ratio)}}, "of": "revealed" }""") <= (x.ratio * h.Sum(each => each - h[^1])) + 1e-9);
            },
            iter: 40);

    private static double Sizes(Setting setting, double steps, string adapts) =>
        Error(setting, $$"""{ "kind": "random-sizes", "steps": {{Setting.Text(steps)}}, "adapts": "{{adapts}}" }""");

    /// <summary>The schedule's own part of the error.</summary>
    private static double Error(Setting setting, string schedule)
    {
        var measured = Installed.Measure(setting.Pipeline(schedule, """ "kl": { "method": "curve" }, "training-error": {} """));
        return measured["kl"] - measured["training-error"];
    }
}
