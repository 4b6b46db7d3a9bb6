using System.Text.Json.Nodes;
using Unmask.Host.Reporting;
using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance;

/// <summary>What <c>describe</c> says of an installed plugin is enough to use it.</summary>
public class DescriptionTests
{
    private static readonly string[] _sections = ["data", "process", "noise", "schedule", "predictor", "score", "sampler", "grid", "metrics", "kernel"];

    public static TheoryData<string, string> Plugins => new(from section in _sections from name in Installed.Names(section) select (section, name));

    /// <summary>Kernels are options of metrics, no sections.</summary>
    public static TheoryData<string, string> Described => new(from section in _sections.Append("kernel") from name in Installed.Names(section) select (section, name));

    [Theory]
    [MemberData(nameof(Described))]
    public void It_has_a_summary_an_equation_and_help_for_every_option(string section, string name)
    {
        var plugin = Installed.Describe(section, name);
        Assert.NotEqual("", plugin["summary"]!.GetValue<string>());
        Assert.NotEqual("", plugin["equation"]!.GetValue<string>());
        Assert.All(plugin["options"]!.AsArray(), option => Assert.False(string.IsNullOrEmpty(option!["description"]?.GetValue<string>()), $"{option}"));
    }

    /// <summary>An author, a title and a year for every source that a plugin names; T is the project's own theory.</summary>
    [Fact]
    public void What_it_cites_has_an_entry_in_the_bibliography()
    {
        Assert.All(Installed.Plugins.Where(plugin => plugin.Reference.Length > 0), plugin =>
        {
            var cited = Bibliography.Cited(plugin.Reference, Bibliography.Parse(EmbeddedText.Read(plugin.Assembly.Path, Bibliography.FileName)!)).ToList();
            Assert.All(cited, source => Assert.All((string[])["author", "title", "year"], field => Assert.False(string.IsNullOrEmpty(source.Field(field)), $"{plugin.Name}: {source.Key} lacks {field}")));
            Assert.True(cited.Count > 0 || plugin.Reference.StartsWith("T ", StringComparison.Ordinal), $"{plugin.Section}/{plugin.Name} cites '{plugin.Reference}', which has no entry");
        });
    }

    [Theory]
    [MemberData(nameof(Plugins))]
    public void Its_example_is_a_section_that_works(string section, string name)
    {
        var pipeline = new JsonObject
        {
            ["data"] = JsonNode.Parse(Installed.Potts(8)),
            ["noise"] = "log-linear",
            ["score"] = "exact",
            ["schedule"] = JsonNode.Parse("""{ "kind": "balanced", "steps": 2 }"""),
            ["predictor"] = "exact",
            ["sampler"] = "ancestral",
            ["metrics"] = new JsonObject { ["information"] = new JsonObject() },
        };
        if (section == "predictor")
        {
            pipeline["data"] = JsonNode.Parse("""{ "kind": "text-chain", "length": 8, "files": "text.txt" }""");
        }
        else if (section == "data")
        {
            pipeline["schedule"] = JsonNode.Parse("""{ "kind": "left-to-right", "perStep": 1 }""");
            pipeline["predictor"] = JsonNode.Parse($$"""{ "kind": "ngram", "order": 1, "counts": "{{Files.Grams}}" }""");
            pipeline["metrics"] = JsonNode.Parse("""{ "nfe": {} }""");
            pipeline.Remove("score");
        }

        else if (section == "process")
        {
            pipeline.Remove("schedule");
            pipeline["sampler"] = JsonNode.Parse("""{ "kind": "tau-leaping", "steps": 2 }""");
        }

        // A grid or a kernel is shown as an option of what takes it.
        var (place, example) = Assert.Single(Installed.Describe(section, name)["example"]!.AsObject());
        pipeline[place] = example!.DeepClone();
        var text = pipeline.ToJsonString().Replace("text.txt", Files.Text, StringComparison.Ordinal).Replace("noise.txt", Files.Points, StringComparison.Ordinal).Replace("rates.txt", Files.Rates, StringComparison.Ordinal).Replace("observables.txt", Files.Observables, StringComparison.Ordinal);
        Assert.Single(Installed.Compose(text).Cells);
    }
}
