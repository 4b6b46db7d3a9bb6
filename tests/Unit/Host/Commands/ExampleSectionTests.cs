using System.Text.Json.Nodes;
using CsCheck;
using Unmask.Host.Commands;
using Unmask.Host.Plugins;

namespace Unmask.Tests.Unit.Host.Commands;

public class ExampleSectionTests
{
    private static readonly PluginDescription _plugin = new("schedule", "some", "", "", "", null, "Some", new PluginAssembly("/some.dll", "some", "1", ""), []);

    [Fact]
    public void Required_options_and_defaults_are_shown() => Assert.Equal(
        """{"schedule":{"kind":"some","steps":8,"files":["file.txt"],"inner":"exact"}}""",
        Of(
            Option("steps", OptionKind.Integer) with { Minimum = 1 },
            new OptionSchema("files", new OptionType(OptionKind.Text) { Rank = 1, InputFile = true }, true, null, null, null, null),
            Option("hidden", OptionKind.Number) with { Required = false },
            new OptionSchema("inner", new OptionType(OptionKind.Component) { Section = "predictor" }, false, "exact", null, null, null)));

    [Fact]
    public void A_metric_is_an_entry_of_its_section() =>
        Assert.Equal("""{"metrics":{"some":{}}}""", ExampleSection.Of(_plugin with { Section = "metrics" }).ToJsonString());

    [Fact]
    public void A_plugins_own_example_is_shown_instead() => Assert.Equal(
        """{"schedule":{"kind":"some","perStep":2}}""",
        ExampleSection.Of(_plugin with { Options = [Option("steps", OptionKind.Integer)], Example = new JsonObject { ["perStep"] = 2 } }).ToJsonString());

    [Fact]
    public void Values_are_in_range() =>
        Gen.Select(Gen.Int[-40, 40], Gen.Int[1, 40], Gen.Bool, Gen.Bool, Gen.Bool).Sample((least, width, above, below, whole) =>
        {
            var scale = whole ? 1.0 : 0.1;
            width = whole ? width + 1 : width;
            var option = Option("x", whole ? OptionKind.Integer : OptionKind.Number) with
            {
                Minimum = least * scale, Maximum = (least + width) * scale, MinimumIsExclusive = above, MaximumIsExclusive = below,
            };
            var value = JsonNode.Parse(Of(option))!["schedule"]!["x"]!.GetValue<double>();
            Assert.True(above ? value > option.Minimum : value >= option.Minimum, $"{value} {option}");
            Assert.True(below ? value < option.Maximum : value <= option.Maximum, $"{value} {option}");
        });

    private static OptionSchema Option(string name, OptionKind kind) => new(name, new OptionType(kind), true, null, null, null, null);

    private static string Of(params OptionSchema[] options) => ExampleSection.Of(_plugin with { Options = options }).ToJsonString();
}
