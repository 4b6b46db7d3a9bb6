using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class LayerTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private static string Options(Pipeline pipeline, string section) => pipeline.Cells[0].Sections[section].Options.ToJsonString();

    [Fact]
    public void Later_layers_win()
    {
        _workspace.Write("base.json", """{"seed": 2, "name": "base", "sampler": {"samples": 5, "finish": "leave"}}""");
        _workspace.Write("pipeline.json", Workspace.Json("\"extends\": \"base.json\", \"seed\": 3"));
        var request = new PipelineRequest("pipeline.json", _workspace.Folder)
        {
            Environment = new Dictionary<string, string> { ["UNMASK_seed"] = "4", ["UNMASK_sampler__samples"] = "6", ["UNMASK_PLUGINS"] = "/x", ["OTHER_seed"] = "9" },
        };
        var fromEnvironment = Workspace.Read(request);
        Assert.Equal(("base", 4ul), (fromEnvironment.Name, fromEnvironment.Seed));
        Assert.Equal("""{"samples":6,"finish":"leave"}""", Options(fromEnvironment, "sampler"));

        var fromCommandLine = Workspace.Read(request with { Overrides = Workspace.Pairs(["seed=5", "sampler.samples=7", "sampler:samples=8"]) });
        Assert.Equal(5ul, fromCommandLine.Seed);
        Assert.Equal("""{"samples":8,"finish":"leave"}""", Options(fromCommandLine, "sampler"));
    }

    [Fact]
    public void Files_extend_lists_of_files_in_other_folders_and_the_later_wins()
    {
        _workspace.Write("shared/a.json", """{"seed": 10, "sampler": {"finish": "leave"}, "metrics": {"bounds": {}}}""");
        _workspace.Write("shared/b.json", """{"extends": "deep/c.json", "seed": 11}""");
        _workspace.Write("shared/deep/c.json", """{"seed": 12, "sampler": {"samples": 3}}""");
        var pipeline = _workspace.Read(Workspace.Json("\"extends\": [\"shared/a.json\", \"shared/b.json\"]"));
        Assert.Equal(11ul, pipeline.Seed);
        Assert.Equal("""{"samples":3,"finish":"leave"}""", Options(pipeline, "sampler"));
        Assert.Equal(["bounds", "kl"], pipeline.Cells[0].Metrics.Select(metric => metric.Label));
    }

    [Fact]
    public void A_circle_of_files_is_an_error_that_shows_it()
    {
        _workspace.Write("a.json", """{"extends": "b.json"}""");
        _workspace.Write("b.json", """{"extends": "a.json"}""");
        var error = Assert.Single(_workspace.Errors(Workspace.Json("\"extends\": \"a.json\"")));
        Assert.Equal("b.json: /extends: the files extend one another in a circle: a.json -> b.json -> a.json", error);
    }

    [Fact]
    public void A_file_may_be_extended_twice_without_a_circle()
    {
        _workspace.Write("base.json", """{"seed": 7}""");
        _workspace.Write("a.json", """{"extends": "base.json"}""");
        _workspace.Write("b.json", """{"extends": "base.json"}""");
        Assert.Equal(7ul, _workspace.Read(Workspace.Json("\"extends\": [\"a.json\", \"b.json\"]")).Seed);
    }

    [Theory]
    [InlineData("\"bsae.json\"", "does not exist; did you mean 'base.json'?")]
    [InlineData("\"no/base.json\"", "does not exist, nor does the folder")]
    [InlineData("\".\"", "is a folder; a file is expected")]
    [InlineData("3", "got 3; expected the path of a file, or a list of paths")]
    [InlineData("[1]", "got a list of 1; expected the path of a file, or a list of paths")]
    [InlineData("{}", "got an object; expected the path of a file, or a list of paths")]
    public void A_wrong_extends_is_named(string extends, string message)
    {
        _workspace.Write("base.json", "{}");
        var error = Assert.Single(_workspace.Errors(Workspace.Json($"\"extends\": {extends}")));
        Assert.StartsWith("pipeline.json: /extends: ", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void A_missing_pipeline_is_named_with_what_is_near()
    {
        _workspace.Write("pipeline.json", Workspace.Json());
        var error = Assert.Throws<UserErrorException>(() => Workspace.Read(new PipelineRequest("pipelin.json", _workspace.Folder)));
        Assert.Equal("pipelin.json: the file does not exist; did you mean 'pipeline.json'?", error.Message);
    }

    [Fact]
    public void An_error_in_an_extended_file_names_that_file()
    {
        _workspace.Write("sub/base.json", """{"schedule": {"kind": "balanced", "steps": 0}}""");
        Assert.Equal(
            ["sub/base.json: /schedule/steps: got 0; expected an integer, at least 1".Replace('/', Path.DirectorySeparatorChar).Replace($"{Path.DirectorySeparatorChar}schedule{Path.DirectorySeparatorChar}steps", "/schedule/steps")],
            _workspace.Errors($$"""{ {{Workspace.Data}}, "extends": "sub/base.json", "metrics": {"kl": "kl"} }"""));
    }

    [Fact]
    public void A_layer_that_changes_a_kind_drops_the_older_options()
    {
        Assert.Equal("{\"steps\":4}", Options(_workspace.Read(Workspace.Json(), "schedule:kind=cosine", "schedule:steps=4"), "schedule"));
        Assert.Contains("cosine needs the option 'steps'", Assert.Single(_workspace.Errors(Workspace.Json(), "schedule:kind=cosine")));
        Assert.Contains("cosine needs the option 'steps'", Assert.Single(_workspace.Errors(Workspace.Json(), "schedule=cosine")));
        Assert.Equal("{\"steps\":2}", Options(_workspace.Read(Workspace.Json(), "schedule=balanced"), "schedule"));
    }

    [Fact]
    public void Options_of_one_layer_stay_beside_its_kind_in_any_order() =>
        Assert.Equal("{\"steps\":4}", Options(_workspace.Read(Workspace.Json(), "schedule:steps=4", "schedule=cosine"), "schedule"));

    [Fact]
    public void A_kind_that_was_the_default_counts_as_changed()
    {
        var pipeline = _workspace.Read(Workspace.Json("\"sampler\": {\"finish\": \"leave\"}"), "sampler:kind=euler", "sampler:steps=3");
        Assert.Equal("""{"steps":3,"samples":10000}""", Options(pipeline, "sampler"));
    }

    [Fact]
    public void A_component_given_by_its_name_can_be_overridden_inside()
    {
        var pipeline = _workspace.Read(Workspace.Json("\"predictor\": {\"kind\": \"mixture\", \"weight\": 0.5, \"inner\": \"tempered\"}").Replace("\"predictor\": \"exact\", ", ""), "predictor:inner:temperature=2");
        Assert.Equal("{\"temperature\":2}", pipeline.Cells[0].Sections["predictor"].Components["inner"].Options.ToJsonString());
    }

    [Fact]
    public void Lists_are_replaced_whole()
    {
        _workspace.Write("base.json", """{"schedule": {"kind": "sizes", "sizes": [4, 2, 2]}}""");
        var json = $$"""{ "extends": "base.json", {{Workspace.Data}}, "metrics": {"kl": "kl"}, "schedule": {"sizes": [8]} }""";
        Assert.Equal("{\"sizes\":[8]}", Options(_workspace.Read(json), "schedule"));
        Assert.Equal("{\"sizes\":[3,5]}", Options(_workspace.Read(json, "schedule:sizes=[3,5]"), "schedule"));
    }

    [Fact]
    public void The_declared_type_decides_how_typed_text_is_read()
    {
        var pipeline = _workspace.Read(Workspace.Json(), "name=1e3", "schedule:steps=1e0", "metrics:tv:label=true", "metrics:tv:cumulative=true", "metrics:tv:k=null");
        Assert.Equal("1e3", pipeline.Name);
        Assert.Equal("{\"steps\":1}", Options(pipeline, "schedule"));
        Assert.Equal("""{"marginal":"joint","k":null,"label":"true","cumulative":true}""", pipeline.Cells[0].Metrics[1].Component.Options.ToJsonString());
    }

    [Theory]
    [InlineData("name=x=y", "x=y")]
    [InlineData("name=\"quoted\"", "quoted")]
    [InlineData("name=-5", "-5")]
    [InlineData("name=null", "null")]
    public void Text_may_look_like_anything(string typed, string name) => Assert.Equal(name, _workspace.Read(Workspace.Json(), typed).Name);

    [Theory]
    [InlineData("schedule:steps=abc", "command line: /schedule/steps: got the text \"abc\"; expected an integer, at least 1")]
    [InlineData("schedule:steps=", "command line: /schedule/steps: got the text \"\"; expected an integer, at least 1")]
    [InlineData("schedule:steps=0x10", "command line: /schedule/steps: got the text \"0x10\"; expected an integer, at least 1")]
    [InlineData("schedule:steps=2,4", "command line: /schedule/steps: got the text \"2,4\"; expected an integer, at least 1")]
    [InlineData("Schedule:steps=2", "command line: /Schedule: there is no section 'Schedule'; did you mean 'schedule'?")]
    [InlineData("schedule:Steps=2", "command line: /schedule/Steps: schedule 'balanced' has no option 'Steps'; did you mean 'steps'?")]
    [InlineData("schedule::steps=2", "command line: 'schedule::steps' is no key")]
    [InlineData("extends=a.json", "command line: /extends: only a file can extend files")]
    [InlineData("schedule={\"kind\":\"balanced\"", "command line: /schedule: got {\"kind\":\"balanced\", which is not valid JSON")]
    [InlineData("schedule={\"kind\":\"balanced\",\"steps\":1,\"steps\":2}", "command line: /schedule/steps: line 1: the key 'steps' is written twice in one object")]
    [InlineData("sweep:schedule:steps=3", "command line: /sweep/schedule:steps: got 3; an axis is a list such as [2,4,8], on the command line --sweep schedule:steps=2,4,8")]
    public void A_wrong_override_names_the_command_line(string typed, string message) =>
        Assert.Contains(_workspace.Errors(Workspace.Json(), typed), error => error.StartsWith(message, StringComparison.Ordinal));

    [Fact]
    public void Names_in_the_environment_match_in_any_case_and_those_in_files_do_not()
    {
        _workspace.Write("pipeline.json", Workspace.Json("\"sampler\": {\"kind\": \"ancestral\"}"));
        var pipeline = Workspace.Read(new PipelineRequest("pipeline.json", _workspace.Folder)
        {
            Environment = new Dictionary<string, string> { ["UNMASK_SCHEDULE__STEPS"] = "4", ["UNMASK_SAMPLER__SAMPLES"] = "6", ["UNMASK_Predictor__KIND"] = "marginal" },
        });
        Assert.Equal("""{"steps":4}""", Options(pipeline, "schedule"));
        Assert.Equal(6, pipeline.Cells[0].Sections["sampler"].Options["samples"]!.GetValue<long>());
        Assert.Equal("marginal", pipeline.Cells[0].Sections["predictor"].Plugin.Name);

        var wrong = Assert.Throws<UserErrorException>(() => Workspace.Read(new PipelineRequest("pipeline.json", _workspace.Folder)
        {
            Environment = new Dictionary<string, string> { ["UNMASK_SCHEDULE__STEPZ"] = "4" },
        }));
        Assert.StartsWith("environment UNMASK_SCHEDULE__STEPZ: /schedule/STEPZ: schedule 'balanced' has no option 'STEPZ'; did you mean 'steps'?", wrong.Message);
        Assert.Contains("did you mean 'schedule'?", Assert.Single(_workspace.Errors(Workspace.Json("\"Schedule\": {}"))));
    }

    [Fact]
    public void Whole_sections_can_be_given_as_json() =>
        Assert.Equal("{\"sizes\":[4,4]}", Options(_workspace.Read(Workspace.Json(), "schedule={\"kind\":\"sizes\",\"sizes\":[4,4]}"), "schedule"));
}
