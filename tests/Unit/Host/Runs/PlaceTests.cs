using System.Text.Json.Nodes;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class PlaceTests
{
    [Fact]
    public void The_command_narrows_every_axis_writes_variants_out_and_quotes_for_a_shell()
    {
        var resolved = JsonNode.Parse("""{"sweep":{"predictor":{"noisy one":{"kind":"mixture","weight":0.1}}}}""")!.AsObject();
        var pipeline = Example.Of(["kl"], [], resolved, Example.Axis("predictor", "noisy one"), Example.Axis("schedule:steps", 2, 4), Example.Axis("data:files", "it's, this")) with { Source = "my runs/p.json" };
        Assert.Equal("cell 1 (predictor=noisy one, schedule:steps=4, data:files=it's, this)", Place.Of(pipeline.Cells[1]));
        Assert.Equal(
            """unmask run 'my runs/p.json' seed=2 --sweep 'predictor={"kind":"mixture","weight":0.1}' --sweep schedule:steps=4 --sweep 'data:files="it'\''s, this"'""",
            Place.Command(pipeline, pipeline.Cells[1], new RunOptions("/work") { Overrides = ["seed=2"] }));
    }

    [Fact]
    public void A_stack_trace_is_shown_on_request_only()
    {
        var pipeline = Example.Pipeline(["kl"]);
        var failure = Example.Failed("no").Failure!;
        Assert.DoesNotContain("at Entropy.Reveal", Place.Failed(pipeline, pipeline.Cells[0], failure, new RunOptions("/work")));
        Assert.Contains("at Entropy.Reveal", Place.Failed(pipeline, pipeline.Cells[0], failure, new RunOptions("/work", Debug: true)));
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(90, "2 min")]
    [InlineData(5400, "1.5 h")]
    public void Durations_have_one_unit(double seconds, string text) => Assert.Equal(text, BarProgress.Duration(TimeSpan.FromSeconds(seconds)));
}
