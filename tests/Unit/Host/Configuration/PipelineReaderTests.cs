using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class PipelineReaderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void The_files_a_pipeline_depends_on_are_known_whatever_is_wrong_with_it()
    {
        string[] Files(string json)
        {
            _workspace.Write("pipeline.json", json);
            return [.. new PipelineReader(new Installed()).Files(new PipelineRequest("pipeline.json", _workspace.Folder)).Select(path => Path.GetRelativePath(_workspace.Folder, path)).Order(StringComparer.Ordinal)];
        }

        _workspace.Write("base.json", """{"extends": "gone.json"}""");
        Assert.Equal(["base.json", "gone.json", "pipeline.json"], Files("""{"extends": "base.json"}"""));
        Assert.Equal(["pipeline.json"], Files("{"));
        Assert.Equal(["a.txt", "b.txt", "pipeline.json"], Files("""{"data": {"kind": "text-chain", "length": 4, "files": ["a.txt", "b.txt"]}, "metrics": {"kl": "kl"} }"""));
    }

    [Fact]
    public void A_small_pipeline_has_one_cell_with_defaults()
    {
        var pipeline = _workspace.Read(Workspace.Json());
        var cell = Assert.Single(pipeline.Cells);
        Assert.Equal((0, 1ul), (cell.Index, cell.Seed));
        Assert.Equal(["data", "process", "schedule", "predictor", "sampler"], cell.Sections.Keys.Order().OrderBy(key => Sections.Components.ToList().IndexOf(key)));
        Assert.Equal("masked", cell.Sections["process"].Plugin.Name);
        Assert.Equal("ancestral", cell.Sections["sampler"].Plugin.Name);
        Assert.Equal("""{"length":8,"states":2,"coupling":1}""", cell.Sections["data"].Options.ToJsonString());
        Assert.Equal("""{"samples":10000,"finish":"fill"}""", cell.Sections["sampler"].Options.ToJsonString());
        Assert.Equal("kl", Assert.Single(cell.Metrics).Label);
        Assert.Empty(pipeline.Axes);
        Assert.Empty(cell.Axes);
        Assert.Matches("^[0-9a-f]{64}$", cell.Id);
    }

    [Fact]
    public void Without_a_schedule_there_is_no_default_sampler() =>
        Assert.DoesNotContain("sampler", _workspace.Read($$"""{ {{Workspace.Data}}, "metrics": { "kl": {} } }""").Cells[0].Sections.Keys);

    [Fact]
    public void An_error_everywhere_is_reported_at_once_in_the_order_of_the_text()
    {
        var errors = _workspace.Errors("""
            {
              "name": "a/b",
              "data": { "kind": "pots", "length": 8, "states": 2 },
              "schedule": { "kind": "balanced", "stps": 4, "steps": "8" },
              "predictor": { "kind": "mixture", "weight": 2, "inner": { "kind": "tempered", "temperature": 0 } },
              "metrics": { "kl": { "method": "curv" }, "tv": null },
              "sweeep": {}
            }
            """);
        Assert.Equal(
        [
            "pipeline.json: /name: got the text \"a/b\"; expected a name for a folder: 1 to 100 characters, none of / \\ : * ? \" < > |, not '..', no space or dot at its end",
            "pipeline.json: /data/kind: there is no data law 'pots'; did you mean 'potts'? (installed: potts, table, markov, text-chain)",
            "pipeline.json: /schedule/stps: schedule 'balanced' has no option 'stps'; did you mean 'steps'? (it has 'steps')",
            "pipeline.json: /schedule/steps: got the text \"8\"; expected an integer, at least 1",
            "pipeline.json: /predictor/weight: got 2; expected a number from 0 to 1",
            "pipeline.json: /predictor/inner/temperature: got 0; expected a number, above 0",
            "pipeline.json: /metrics/kl/method: got the text \"curv\"; expected one of 'auto', 'law', 'exact', 'curve', 'replay', 'samples'; did you mean 'curve'?",
            "pipeline.json: /metrics/tv: got null; expected the name of a metric, or an object with its 'kind' and options",
            "pipeline.json: /sweeep: there is no section 'sweeep'; did you mean 'sweep'? (sections: 'data', 'process', 'schedule', 'predictor', 'sampler', 'name', 'seed', 'seeds', 'metrics', 'sweep', 'fits', 'launcher', 'extends', '$schema')",
        ],
            errors);
    }
}
