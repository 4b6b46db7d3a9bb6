using CsCheck;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>Bounds hold, include the training error, and are left out where they claim nothing.</summary>
public class BoundTests
{
    private static readonly string[] Upper = ["theorem1", "sharp", "sharpest", "corollary1", "theorem2-upper"];

    private static readonly Gen<(Setting Setting, string Schedule)> Cells =
        from setting in Setting.Random
        from steps in Gen.Int[1, setting.Length]
        from kind in Gen.Int[0, 3]
        select (setting, kind switch
        {
            0 => $$"""{ "kind": "balanced", "steps": {{steps}} }""",
            1 => $$"""{ "kind": "random-offset", "maximum": {{steps}} }""",
            2 when setting.Length > 1 => """{ "kind": "random-halving", "maximum": 2 }""",
            _ => $$"""{ "kind": "one-large", "maximum": {{steps}} }""",
        });

    [Fact]
    public void The_divergence_lies_between_them() => Cells.Sample(
        cell =>
        {
            var measured = Installed.Measure(cell.Setting.Pipeline(cell.Schedule, """ "kl": {}, "bounds": {} """));
            var kl = measured["kl"];
            Assert.All(measured.All.Where(value => Upper.Contains(value.Metric.Split('.')[^1])), bound => Assert.True(kl <= bound.Value + 1e-11, $"{bound.Metric} = {bound.Value:R} < {kl:R}"));
            Assert.All(measured.All.Where(value => value.Metric == "bounds.theorem2-lower"), bound => Assert.True(bound.Value <= kl + 1e-11));
            Assert.True(measured["bounds.sharpest"] <= measured["bounds.sharp"] + 1e-12);
            Assert.True(measured["bounds.sharp"] <= measured["bounds.theorem1"] + 1e-12);
        },
        iter: 80);

    [Fact]
    public void Each_holds_the_training_error() => Cells.Sample(
        cell =>
        {
            var with = Installed.Measure(cell.Setting.Pipeline(cell.Schedule, """ "bounds": {}, "training-error": {} """));
            var without = Installed.Measure((cell.Setting with { Weight = 0 }).Pipeline(cell.Schedule, """ "bounds": {} """));
            Assert.All(without.Names, name => Assert.Equal(without[name] + with["training-error"], with[name], 1e-11));
        },
        iter: 20);

    [Theory]
    [InlineData("""{ "kind": "balanced", "steps": 3 }""", true, false, true)]
    [InlineData("""{ "kind": "sizes", "sizes": [2, 3, 3] }""", true, false, true)]
    [InlineData("""{ "kind": "sizes", "sizes": [4, 2, 2] }""", false, false, true)]
    [InlineData("""{ "kind": "one-large", "maximum": 4 }""", false, false, true)]
    [InlineData("""{ "kind": "random-halving", "maximum": 4 }""", false, true, false)]
    [InlineData("""{ "kind": "random-halving", "maximum": 6 }""", false, true, false)]
    [InlineData("""{ "kind": "random-halving", "maximum": 8 }""", false, true, false)]
    [InlineData("""{ "kind": "random-offset", "maximum": 4 }""", false, false, false)]
    [InlineData("""{ "kind": "random-offset", "maximum": 2 }""", false, false, false)]
    public void They_are_given_where_they_apply(string schedule, bool corollary1, bool theorem2Lower, bool feng)
    {
        var names = Measure(8, schedule).Names;
        Assert.Equal(corollary1, names.Contains("bounds.corollary1"));
        Assert.Equal(theorem2Lower, names.Contains("bounds.theorem2-lower"));
        Assert.Equal(feng, names.Contains("bounds.feng"));
        Assert.All(["theorem1", "sharp", "sharpest", "theorem2-upper"], name => Assert.Contains("bounds." + name, names));
    }

    [Fact]
    public void Sizes_that_behave_as_random_halving_get_its_lower_bound_whatever_they_are_called() =>
        Assert.Equal(
            Measure(2, """{ "kind": "random-halving", "maximum": 2 }""")["bounds.theorem2-lower"],
            Measure(2, """{ "kind": "random-offset", "maximum": 2 }""")["bounds.theorem2-lower"]);

    [Fact]
    public void Feng_et_al_for_a_chain_of_order_1() =>
        Assert.Equal(Math.Sqrt(1.0 / 3) * Math.Log(2), Measure(8, """{ "kind": "balanced", "steps": 3 }""")["bounds.feng"], 1e-14);

    [Fact]
    public void One_position_has_bounds_of_zero() =>
        Assert.All(Upper, name => Assert.Equal(0, Measure(1, """{ "kind": "balanced", "steps": 1 }""")["bounds." + name], 1e-15));

    private static Measured Measure(int length, string schedule) => Installed.Measure(
        $$"""{ "data": {{Installed.Potts(length)}}, "predictor": "exact", "schedule": {{schedule}}, "metrics": { "bounds": {} } }""");
}
