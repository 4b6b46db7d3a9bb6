using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class JsonLinesTests
{
    private static readonly CellConfiguration Cell = Example.Pipeline(["kl"], Example.Axis("schedule:steps", 16)).Cells[0] with { Index = 3 };

    [Fact]
    public void A_value_is_written_as_the_format_says() => Assert.Equal(
        """{"cell":3,"axes":{"schedule:steps":16},"metric":"kl","value":0.0123,"error":null,"method":"curve","samples":null}""",
        JsonLines.Value(Cell, Example.Exact("kl", 0.0123)));

    [Fact]
    public void An_estimate_has_its_error_and_samples() => Assert.Equal(
        """{"cell":3,"axes":{"schedule:steps":16},"metric":"kl","value":0.1,"error":1E-05,"method":"replay","samples":100000}""",
        JsonLines.Value(Cell, Example.Estimate("kl", 0.1, 1e-5, 100_000)));

    [Fact]
    public void Index_and_note_follow_the_fixed_fields() => Assert.Equal(
        """{"cell":3,"axes":{"schedule:steps":16},"metric":"kl.step","value":0.5,"error":null,"method":"curve","samples":null,"index":0,"note":"a \"quoted\" ε\n"}""",
        JsonLines.Value(Cell, Example.Exact("kl.step", 0.5, index: 0, note: "a \"quoted\" ε\n")));

    [Theory]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(5e-324, "5E-324")]
    [InlineData(16.0, "16")]
    public void Numbers_are_shortest_round_trip_and_non_finite_ones_are_texts(double value, string text) => Assert.Equal(
        $$$"""{"cell":3,"axes":{"schedule:steps":16},"metric":"kl","value":{{{text}}},"error":{{{text}}},"method":"curve","samples":null}""",
        JsonLines.Value(Cell, Example.Exact("kl", value) with { Error = value }));

    [Fact]
    public void Axes_keep_their_order_and_types() => Assert.Equal(
        """{"cell":0,"axes":{"predictor":"noisy","data:coupling":0.5,"schedule:sizes":[2,1],"b":true},"metric":"kl","value":1,"error":null,"method":"curve","samples":null}""",
        JsonLines.Value(
            Cell with { Index = 0, Axes = new Dictionary<string, JsonNode> { ["predictor"] = "noisy", ["data:coupling"] = 0.5, ["schedule:sizes"] = new JsonArray(2, 1), ["b"] = true } },
            Example.Exact("kl", 1)));

    [Fact]
    public void A_failed_cell_is_one_line()
    {
        using var text = new StringWriter();
        new JsonLines(text).Write(Cell, new CellResult([Example.Exact("kl", 1)], new CellFailure("schedule/entropy", "It failed.", "at Somewhere")));
        Assert.Equal("""{"cell":3,"axes":{"schedule:steps":16},"failure":{"plugin":"schedule/entropy","message":"It failed."}}""" + "\n", text.ToString());
    }
}
