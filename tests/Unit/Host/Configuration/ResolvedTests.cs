using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class ResolvedTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private string Id(string json, params string[] overrides) => _workspace.Read(json, overrides).Cells[0].Id;

    [Fact]
    public void Defaults_are_filled_in_and_paths_are_absolute()
    {
        var path = _workspace.Write("a.txt", "abc");
        var pipeline = _workspace.Read("""{"$schema": "s.json", "data": {"kind": "text-chain", "length": 4, "files": "a.txt"}, "metrics": {"t": "tv"}, "predictor": {"kind": "mixture", "weight": 1.0}}""");
        var expected = JsonNode.Parse($$"""
            {"name": {{JsonSerializer.Serialize(pipeline.Name)}}, "seed": 1,
             "data": {"kind": "text-chain", "length": 4, "files": [{{JsonSerializer.Serialize(path)}}], "alphabet": "letters"},
             "process": {"kind": "masked"}, "predictor": {"kind": "mixture", "weight": 1, "inner": {"kind": "exact"} },
             "metrics": {"t": {"kind": "tv", "marginal": "joint", "k": null, "label": "x", "cumulative": false} } }
            """);
        Assert.Equal(expected!.ToJsonString(), pipeline.Resolved.ToJsonString());
    }

    [Fact]
    public void Equal_experiments_have_equal_ids_however_they_are_spelt()
    {
        var id = Id(Workspace.Json());
        Assert.Equal(id, Id(Workspace.Json("\"name\": \"other\", \"process\": \"masked\", \"sampler\": {\"samples\": 1e4, \"finish\": \"fill\"}")));
        Assert.Equal(id, Id(Workspace.Json(), "data={\"states\":2.0,\"coupling\":1.0,\"kind\":\"potts\",\"length\":8}"));
        Assert.Equal(id, Id(Workspace.Json("\"fits\": {\"f\": {\"of\": \"kl\", \"against\": \"kl\"}}")));
        Assert.Equal(Id(Workspace.Json(), "data:coupling=0"), Id(Workspace.Json(), "data:coupling=-0.0"));
    }

    [Theory]
    [InlineData("seed=2")]
    [InlineData("data:coupling=1.0000000000000002")]
    [InlineData("schedule:steps=3")]
    [InlineData("schedule=cosine|schedule:steps=2")]
    [InlineData("metrics:bounds={}")]
    [InlineData("metrics:d=kl")]
    [InlineData("sampler:finish=leave")]
    public void Different_experiments_have_different_ids(string overrides) => Assert.NotEqual(Id(Workspace.Json()), Id(Workspace.Json(), overrides.Split('|')));

    [Fact]
    public void Ids_follow_the_content_of_input_files_not_their_paths()
    {
        _workspace.Write("a.txt", "abc");
        _workspace.Write("b.txt", "abc");
        _workspace.Write("c.txt", "abd");
        string Of(string file) => Id($$"""{"data": {"kind": "text-chain", "length": 4, "files": "{{file}}"}, "metrics": {"kl": "kl"} }""");
        Assert.Equal(Of("a.txt"), Of("b.txt"));
        Assert.NotEqual(Of("a.txt"), Of("c.txt"));
        var before = Of("a.txt");
        _workspace.Write("a.txt", "changed");
        Assert.NotEqual(before, Of("a.txt"));
    }

    [Fact]
    public void Ids_follow_the_plugins_files()
    {
        _workspace.Write("pipeline.json", Workspace.Json());
        var request = new PipelineRequest("pipeline.json", _workspace.Folder);
        Assert.NotEqual(Read(Installed.Assembly).Id, Read(Installed.Assembly with { Package = new PluginPackage("/plugins", "Test.dll", [new("Private.dll", "b"), new("Test.dll", "a")]) }).Id);
        Assert.Equal(Read(Installed.Assembly).Id, Read(Installed.Assembly with { Path = "/elsewhere/Test.dll", Package = new PluginPackage("/elsewhere", "Test.dll", Installed.Assembly.Package.Files) }).Id);

        CellConfiguration Read(PluginAssembly assembly) => new PipelineReader(new Rebuilt(new Installed(), assembly)).Read(request).Cells[0];
    }

    [Fact]
    public void Canonical_text_is_equal_for_equal_choices_only()
    {
        string Of(string predictor) => _workspace.Read(Workspace.Json(), $"predictor={predictor}").Cells[0].Sections["predictor"].Canonical;
        Assert.Equal("""predictor {"inner":{"kind":"exact"},"kind":"mixture","weight":0.5}""", Of("""{"weight":5e-1,"kind":"mixture"}"""));
        Assert.Equal(Of("""{"weight":1.0,"kind":"mixture"}"""), Of("""{"kind":"mixture","inner":"exact","weight":1}"""));
        Assert.NotEqual(Of("""{"weight":1.0,"kind":"mixture"}"""), Of("""{"kind":"mixture","inner":"marginal","weight":1}"""));
    }

    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(-0.0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    public void Canonical_numbers_are_shortest(double number, string text) => Assert.Equal(text, CanonicalText.Of(JsonValue.Create(number)));

    [Fact]
    public void Canonical_text_sorts_keys_everywhere() => Assert.Equal(
        """{"a":[{"x":null,"y":true}],"b":"\"\\"}""", CanonicalText.Of(JsonNode.Parse("""{"b": "\"\\", "a": [{"y": true, "x": null}]}""")));

    [Theory]
    [InlineData("schedule:kind=balanced,cosine")]
    [InlineData("schedule:kind=balanced,threshold|schedule:steps=2")]
    [InlineData("schedule=left,right")]
    public void Hard_sweeps_are_reproduced_or_refused(string sweeps)
    {
        _workspace.Write("pipeline.json", Workspace.Json());
        var request = new PipelineRequest("pipeline.json", _workspace.Folder) { Sweeps = Workspace.Pairs(sweeps.Split('|')) };
        try
        {
            AssertReproduced(Workspace.Read(request));
        }
        catch (UserErrorException refused)
        {
            Assert.NotEmpty(refused.Errors);
        }
    }

    [Fact]
    public void A_resolved_configuration_gives_the_same_cells_and_ids()
    {
        _workspace.Write("a.txt", "abc");
        _workspace.Write("b.txt", "abd");
        string[] data =
        [
            "{\"kind\": \"potts\", \"length\": 8, \"states\": 2}", "{\"kind\": \"potts\", \"length\": 1e1, \"states\": 3.0, \"coupling\": 0.1}",
            "{\"kind\": \"table\", \"length\": 1, \"states\": 2, \"probabilities\": [0.5, 5e-1]}", "{\"kind\": \"text-chain\", \"length\": 3, \"files\": \"a.txt\"}",
            "{\"kind\": \"markov\", \"length\": 2, \"transitions\": [[0.25, 0.75], [1, 0]]}",
        ];
        string[] schedules = ["{\"kind\": \"balanced\", \"steps\": 2}", "{\"kind\": \"cosine\", \"steps\": 3}", "{\"kind\": \"entropy\", \"steps\": 2}", "{\"kind\": \"blocks\", \"length\": 2, \"inner\": {\"kind\": \"entropy\", \"perStep\": 1}}"];
        string[] predictors = ["\"exact\"", "{\"kind\": \"mixture\", \"weight\": 0.1}", "{\"kind\": \"tempered\", \"temperature\": 2, \"inner\": {\"kind\": \"mixture\", \"weight\": 1.0}}"];
        string[] metrics = ["{\"kl\": {}}", "{\"tv\": {\"marginal\": \"position\"}, \"other\": \"tv\", \"bounds\": {}, \"kl\": {\"samples\": 100}}"];
        string[] axes =
        [
            "\"seed\": [3, 1, 2]", "\"predictor\": [\"marginal\", \"exact\"]", "\"predictor\": {\"plain\": \"exact\", \"noisy\": {\"kind\": \"mixture\", \"weight\": 0.5, \"inner\": \"marginal\"}}",
            "\"schedule\": {\"two\": {\"kind\": \"balanced\", \"steps\": 2}, \"one\": {\"kind\": \"entropy\"}}", "\"metrics:kl:method\": [\"law\", \"auto\"]", "\"metrics:kl\": {\"x\": {}, \"y\": {\"method\": \"curve\"}}",
            "\"data\": {\"texts\": {\"kind\": \"text-chain\", \"length\": 3, \"files\": [\"b.txt\", \"a.txt\"]}, \"law\": {\"kind\": \"potts\", \"length\": 4, \"states\": 2}}",
            "\"sampler:finish\": [\"leave\", \"fill\"]", "\"sampler:samples\": {\"few\": 1e2, \"many\": 1e6}", "\"metrics:kl:samples\": [10, null]", "\"data:length\": [2, 3.0]",
        ];
        (from seed in Gen.Long[0, long.MaxValue]
         from one in Gen.OneOfConst(data)
         from two in Gen.OneOfConst(schedules)
         from three in Gen.OneOfConst(predictors)
         from four in Gen.OneOfConst(metrics)
         from swept in Gen.Int[0, 3].SelectMany(count => Gen.OneOfConst(axes).Array[count])
         select (seed, $"{{\"seed\": {seed}, \"data\": {one}, \"schedule\": {two}, \"predictor\": {three}, \"metrics\": {four}, \"sweep\": {{{string.Join(", ", swept.DistinctBy(axis => axis.Split(": ")[0]))}}}}}"))
            .Sample(
                made => AssertReproduced(_workspace.Read(made.Item2)), iter: 200, threads: 1);
    }

    private static void AssertReproduced(Pipeline first)
    {
        using var elsewhere = new Workspace();
        var again = elsewhere.Read(first.Resolved.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        Assert.Equal(first.Resolved.ToJsonString(), again.Resolved.ToJsonString());
        Assert.Equal((first.Name, first.Seed), (again.Name, again.Seed));
        Assert.Equal(first.Axes, again.Axes);
        Assert.Equal(first.Cells.Select(Describe), again.Cells.Select(Describe));

        static string Describe(CellConfiguration cell) =>
            $"{cell.Index} {cell.Id} {cell.Seed} {string.Join(' ', cell.Axes.Select(axis => axis.Key + "=" + axis.Value.ToJsonString()))} "
            + string.Join(' ', cell.Sections.Select(section => section.Value.Canonical).Concat(cell.Metrics.Select(metric => metric.Label + metric.Component.Canonical)));
    }

    private sealed class Rebuilt(IPluginLookup inner, PluginAssembly assembly) : IPluginLookup
    {
        public IEnumerable<string> Sections => inner.Sections;

        public IEnumerable<string> Names(string section) => inner.Names(section);

        public PluginDescription? Find(string section, string name, out string? problem) => inner.Find(section, name, out problem) is { } found ? found with { Assembly = assembly } : null;
    }
}
