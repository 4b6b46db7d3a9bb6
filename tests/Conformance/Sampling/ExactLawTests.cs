using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>Every installed schedule and sampler: the enumerated law, and what follows from it, against plain enumeration.</summary>
public class ExactLawTests
{
    public static TheoryData<string, string> Plugins => SamplingCase.Installed;

    [Theory]
    [MemberData(nameof(Plugins))]
    public void On_random_laws(string section, string kind) => Assert.All(
        SamplingCase.Of(section, kind), one => Setting.Random.Where(setting => setting.Length > 1).Sample(setting => Agrees(one, setting), iter: 6));

    [Theory]
    [MemberData(nameof(Plugins))]
    public void On_a_law_of_hundreds_of_sequences(string section, string kind) =>
        Assert.All(SamplingCase.Of(section, kind), one => Agrees(one, one.Largest));

    private static void Agrees(SamplingCase one, Setting setting)
    {
        if (one.IsContinuous)
        {
            Assert.All(Installed.Measure(one.Pipeline(setting, """ "law": {} """)).All, value => Assert.Equal("samples", value.Method));
            Assert.Contains(Installed.Errors(one.Pipeline(setting, """ "kl": { "method": "law" } """)), error => error.Contains("cannot be enumerated", StringComparison.Ordinal));
            return;
        }

        var measured = Installed.Measure(one.Pipeline(setting, """ "law": {}, "tv": {}, "kl": {} """));
        var law = one.Law(setting);
        Assert.All(law.Zip(measured.List("law")), pair => Close(pair.First, pair.Second));
        Close(law.Zip(setting.Law).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2, measured["tv"]);
        Close(Laws.Divergence(setting.Law, law), measured["kl.marginal"]);
        if (one.Calls is not null)
        {
            Close(one.Calls(setting), Installed.Measure(one.Pipeline(setting, """ "nfe": {} """))["nfe"]);
        }

        Assert.All(measured.All.Where(value => value.Metric != "kl"), value => Assert.True(value.Error is null && value.Method is "law" or "curve", value.Metric));
        if (one.Divergence is null)
        {
            // Without orders to average over there is one law: a schedule has orders.
            Assert.Equal(one.Schedule is null, measured.Names.Contains("kl"));
            Assert.True(one.Schedule is not null || measured["kl"] == measured["kl.marginal"]);
            return;
        }

        Close(one.Divergence(setting), measured["kl"]);
        Close(one.Divergence(setting), Installed.Measure(one.Pipeline(setting, """ "kl": { "method": "law" } """))["kl"]);
    }

    private static void Close(double expected, double got) =>
        Assert.True(expected == got || Math.Abs(expected - got) <= 1e-10 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {got:R}");
}
