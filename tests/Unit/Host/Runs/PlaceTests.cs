using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class PlaceTests
{
    [Fact]
    public void The_command_narrows_every_axis_and_quotes_for_a_shell()
    {
        var pipeline = Example.Pipeline(["kl"], Example.Axis("predictor", "marginal"), Example.Axis("schedule:steps", 2, 4), Example.Axis("data:files", "it's, this")) with { Source = "my runs/p.json" };
        Assert.Equal("cell 1 (predictor=marginal, schedule:steps=4, data:files=it's, this)", Place.Of(pipeline.Cells[1]));
        Assert.Equal(
            """  alone: unmask run 'my runs/p.json' seed=2 --sweep predictor=marginal --sweep schedule:steps=4 --sweep 'data:files="it'\''s, this"'""",
            Told(pipeline, new RunOptions("/work") { Words = ["seed=2"] }, 1)[^1]);
    }

    [Fact]
    public void A_named_variant_is_narrowed_to_by_its_name()
    {
        var resolved = JsonNode.Parse("""{"sweep":{"predictor":{"noisy one":{"kind":"mixture","weight":0.1}}}}""")!.AsObject();
        var pipeline = Example.Of(["kl"], [], resolved, Example.Axis("predictor", "noisy one"));
        Assert.Equal("  alone: unmask run pipeline.json --sweep 'predictor=noisy one'", Told(pipeline, new RunOptions("/work"), 0)[^1]);
    }

    [Fact]
    public void A_stack_trace_is_shown_on_request_only()
    {
        var pipeline = Example.Pipeline(["kl"]);
        Assert.DoesNotContain("at Entropy.Reveal", Told(pipeline, new RunOptions("/work"), 0));
        Assert.Contains("at Entropy.Reveal", Told(pipeline, new RunOptions("/work", Debug: true), 0));
    }

    private static string[] Told(Pipeline pipeline, RunOptions options, int cell) =>
        [.. Place.Failed(pipeline, pipeline.Cells[cell], Example.Failed("no").Failure!, options)];
}
