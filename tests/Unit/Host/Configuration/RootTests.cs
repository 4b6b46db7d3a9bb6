using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class RootTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("noise")]
    [InlineData("score")]
    [InlineData("observables")]
    public void Sections_of_other_versions_are_refused_clearly(string section) => Assert.Equal(
        $"pipeline.json: /{section}: this version does not have the section '{section}' yet; leave it out",
        Assert.Single(_workspace.Errors(Workspace.Json($"\"{section}\": {{}}"))));

    [Fact]
    public void Data_and_a_metric_are_needed() => Assert.Equal(
        ["pipeline.json: there is no metric; 'metrics' needs at least one, such as {\"kl\": {}}", "pipeline.json: there is no section 'data': the law to sample from, such as {\"kind\": \"potts\", …}"],
        _workspace.Errors("{}").Order());

    [Theory]
    [InlineData("{}", "/metrics: there is no metric; 'metrics' needs at least one, such as {\"kl\": {}}")]
    [InlineData("[\"kl\"]", "/metrics: got a list of 1; expected an object with a label for each metric, such as {\"kl\": {}, \"bounds\": {}}")]
    [InlineData("{\"a.b\": \"kl\"}", "/metrics/a.b: 'a.b' is no label: it may not be empty or contain '.' or ':'")]
    [InlineData("{\"a:b\": \"kl\"}", "/metrics/a:b: 'a:b' is no label: it may not be empty or contain '.' or ':'")]
    [InlineData("{\"\": \"kl\"}", "/metrics/: '' is no label: it may not be empty or contain '.' or ':'")]
    [InlineData("{\"divergence\": {}}", "/metrics/divergence: there is no metric 'divergence' (installed: kl, bounds, tv)")]
    public void Wrong_metrics_are_explained(string metrics, string message) => Assert.Equal(
        $"pipeline.json: {message}", Assert.Single(_workspace.Errors($"{{{Workspace.Data}, \"metrics\": {metrics}}}")));

    [Fact]
    public void A_label_is_the_kind_unless_one_is_written()
    {
        var pipeline = _workspace.Read($"{{{Workspace.Data}, \"metrics\": {{\"tv\": {{}}, \"b\": \"bounds\", \"p\": {{\"kind\": \"tv\", \"marginal\": \"position\"}}}}}}");
        Assert.Equal(["tv tv", "b bounds", "p tv"], pipeline.Cells[0].Metrics.Select(metric => $"{metric.Label} {metric.Component.Plugin.Name}"));
    }

    [Theory]
    [InlineData("9223372036854775807", 9223372036854775807)]
    [InlineData("0", 0)]
    [InlineData("1e3", 1000)]
    public void Seeds_reach_from_0_to_2_to_the_63_minus_1(string seed, ulong expected) => Assert.Equal(expected, _workspace.Read(Workspace.Json($"\"seed\": {seed}")).Seed);

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("\"1\"")]
    public void Other_seeds_are_refused(string seed) => Assert.StartsWith("pipeline.json: /seed: got ", Assert.Single(_workspace.Errors(Workspace.Json($"\"seed\": {seed}"))));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\\\\b")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a\\n")]
    [InlineData("a.")]
    public void A_name_must_be_usable_as_a_folder(string name) => Assert.StartsWith("pipeline.json: /name: got ", Assert.Single(_workspace.Errors(Workspace.Json($"\"name\": \"{name}\""))));

    [Fact]
    public void The_name_defaults_to_the_file_or_its_folder()
    {
        _workspace.Write("potts-decay/pipeline.json", Workspace.Json());
        _workspace.Write("potts-decay/mine.json", Workspace.Json());
        Assert.Equal("potts-decay", Workspace.Read(new PipelineRequest("potts-decay/pipeline.json", _workspace.Folder)).Name);
        Assert.Equal("mine", Workspace.Read(new PipelineRequest("potts-decay/mine.json", _workspace.Folder)).Name);
    }

    [Fact]
    public void Fits_name_a_value_and_an_axis()
    {
        var pipeline = _workspace.Read(Workspace.Json("""
            "sweep": {"schedule:steps": [1, 2]},
            "fits": {"slope": {"of": "kl", "against": "schedule.steps"}, "ratio": {"of": "kl.marginal", "against": "length/steps-1", "scale": "linear"}, "both": {"of": "kl", "against": "kl.marginal"}}
            """));
        Assert.Equal(
            [new("slope", "kl", "schedule:steps", true), new("ratio", "kl.marginal", "length/steps-1", false), new FitConfiguration("both", "kl", "kl.marginal", true)],
            pipeline.Fits);
    }

    [Fact]
    public void Wrong_fits_are_explained() => Assert.Equal(
    [
        "pipeline.json: /fits/a: needs 'of': the value on the vertical axis, such as kl or bounds.theorem1",
        "pipeline.json: /fits/a/off: a fit has no 'off'; did you mean 'of'? (it has 'of', 'against', 'scale')",
        "pipeline.json: /fits/a/against: 'schedule:step' is no axis and no value of a metric; did you mean 'schedule:steps'? (known: 'schedule:steps', 'kl', 'length/steps-1')",
        "pipeline.json: /fits/b/of: 'bounds.theorem1' is no value of a metric (metrics: 'kl')",
        "pipeline.json: /fits/b/scale: got the text \"loglog\"; expected one of 'log', 'linear'",
        "pipeline.json: /fits/c: got the text \"kl\"; expected an object with 'of' and 'against'",
    ],
        _workspace.Errors(Workspace.Json("""
            "sweep": {"schedule:steps": [1, 2]},
            "fits": {"a": {"off": "kl", "against": "schedule:step"}, "b": {"of": "bounds.theorem1", "against": "kl", "scale": "loglog"}, "c": "kl"}
            """)));
}
