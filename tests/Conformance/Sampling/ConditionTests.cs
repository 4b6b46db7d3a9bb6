using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>Every installed schedule and sampler: <c>kl.marginal</c> by condition against plain enumeration, wherever it is allowed.</summary>
public class ConditionTests
{
    public static TheoryData<string, string> Plugins => SamplingCase.Installed;

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Agrees_with_the_oracle_or_says_why_it_does_not_apply(string section, string kind) => Assert.All(SamplingCase.Of(section, kind), one =>
    {
        var setting = Setting.Of(4, 3);
        var pipeline = one.Pipeline(setting, """ "kl": { "method": "condition", "samples": 4000 } """);
        if (Installed.Compose(one.Pipeline(setting, """ "law": {} """)).Cells[0].Cell.Find<ISampler>()!.Revises)
        {
            Assert.Contains(Installed.Errors(pipeline), error => error.Contains("changes tokens it has drawn", StringComparison.Ordinal));
            return;
        }

        var marginal = Installed.Measure(pipeline).One("kl.marginal");
        Assert.Equal(("condition", 4000), (marginal.Method, marginal.Samples));
        Assert.InRange(Math.Abs(marginal.Value - Laws.Divergence(setting.Law, one.Law(setting))), 0, (4 * marginal.Error!.Value) + 1e-12);
    });
}
