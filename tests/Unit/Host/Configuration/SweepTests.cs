using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class SweepTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private static string Json(string sweep) => Workspace.Json($"\"sweep\": {sweep}");

    private static string Axes(CellConfiguration cell) => string.Join(' ', cell.Axes.Select(axis => $"{axis.Key}={axis.Value.ToJsonString()}"));

    [Fact]
    public void Cells_are_the_product_the_first_axis_slowest()
    {
        var pipeline = _workspace.Read(Json("""{"schedule:steps": [2, 4.0], "predictor": {"exact": "exact", "noisy": {"kind": "mixture", "weight": 0.1}}, "seed": [1, 7]}"""));
        Assert.Equal(["schedule:steps", "predictor", "seed"], pipeline.Axes);
        Assert.Equal(
        [
            "schedule:steps=2 predictor=\"exact\" seed=1", "schedule:steps=2 predictor=\"exact\" seed=7",
            "schedule:steps=2 predictor=\"noisy\" seed=1", "schedule:steps=2 predictor=\"noisy\" seed=7",
            "schedule:steps=4 predictor=\"exact\" seed=1", "schedule:steps=4 predictor=\"exact\" seed=7",
            "schedule:steps=4 predictor=\"noisy\" seed=1", "schedule:steps=4 predictor=\"noisy\" seed=7",
        ],
            pipeline.Cells.Select(Axes));
        Assert.Equal(Enumerable.Range(0, 8), pipeline.Cells.Select(cell => cell.Index));
        Assert.Equal([1ul, 7, 1, 7, 1, 7, 1, 7], pipeline.Cells.Select(cell => cell.Seed));
        Assert.Equal(["exact", "exact", "mixture", "mixture"], pipeline.Cells.Take(4).Select(cell => cell.Sections["predictor"].Plugin.Name));
        Assert.Equal([2, 2, 2, 2, 4, 4, 4, 4], pipeline.Cells.Select(cell => cell.Sections["schedule"].Options["steps"]!.GetValue<long>()));
        Assert.Equal(8, pipeline.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.Equal("/sweep/predictor/noisy", pipeline.Cells[2].Sections["predictor"].Path);
        Assert.Equal(new Location("pipeline.json", "/sweep/schedule:steps/1"), pipeline.Cells[4].Sections["schedule"].Locate("steps"));
        Assert.Same(pipeline.Cells[0].Sections["data"], pipeline.Cells[7].Sections["data"]);
    }

    [Fact]
    public void An_axis_from_the_command_line_replaces_that_of_the_file()
    {
        var pipeline = _workspace.Read(Json("""{"schedule.steps": [2, 4]}"""), ["schedule.steps=8", "sampler:finish=fill,leave", "predictor=exact,marginal"], []);
        Assert.Equal(["schedule:steps", "sampler:finish", "predictor"], pipeline.Axes);
        Assert.Equal("schedule:steps=8 sampler:finish=\"fill\" predictor=\"exact\"", Axes(pipeline.Cells[0]));
        Assert.Equal(4, pipeline.Cells.Count);
    }

    [Theory]
    [InlineData("""{"schedule:steps": [2, 4], "seed": [1, 2]}""", "schedule:steps=3", "schedule:steps=3 seed=1", "schedule:steps=3 seed=2")]
    [InlineData("""{"schedule:steps": [2, 4]}""", "--seed=5", "schedule:steps=2", "schedule:steps=4")]
    [InlineData("""{"predictor": {"exact": "exact", "noisy": {"kind": "mixture", "weight": 0.1}}}""", "predictor=marginal", "predictor=\"marginal\"")]
    [InlineData("""{"predictor": {"exact": "exact"}}""", "predictor={\"kind\": \"mixture\", \"weight\": 0.5}", "predictor=\"mixture\"")]
    public void An_override_pins_the_axis_that_sweeps_it(string sweep, string set, params string[] cells) =>
        Assert.Equal(cells, _workspace.Read(Json(sweep), set.TrimStart('-')).Cells.Select(Axes));

    [Fact]
    public void A_file_pins_the_axes_of_the_file_it_extends_but_not_its_own()
    {
        _workspace.Write("base.json", Json("""{"schedule:steps": [2, 4]}"""));
        Assert.Equal(["schedule:steps=8"], _workspace.Read("""{"extends": "base.json", "schedule": {"steps": 8}}""").Cells.Select(Axes));
        Assert.Equal(2, _workspace.Read(Json("""{"schedule:steps": [2, 4]}""")).Cells.Count);
    }

    [Fact]
    public void An_option_inside_a_section_that_an_axis_replaces_has_no_effect_and_is_an_error()
    {
        var error = Assert.Single(_workspace.Errors(Json("""{"schedule": {"two": {"kind": "balanced", "steps": 2}}}"""), "schedule:steps=4"));
        Assert.Equal(
            "command line: /schedule: has no effect, since the axis 'schedule' of pipeline.json replaces the whole section; set it in the variants, or name the kind too", error);
    }

    [Fact]
    public void An_axis_of_named_variants_is_narrowed_by_name()
    {
        const string Variants = """{"predictor": {"exact": "exact", "a little, noisy": {"kind": "mixture", "weight": 0.1}, "more": {"kind": "mixture", "weight": 0.5}}}""";
        var pipeline = _workspace.Read(Json(Variants), ["predictor=\"a little, noisy\",exact"], []);
        Assert.Equal(["predictor=\"a little, noisy\"", "predictor=\"exact\""], pipeline.Cells.Select(Axes));
        Assert.Equal("mixture", pipeline.Cells[0].Sections["predictor"].Plugin.Name);
        Assert.Equal(["predictor=\"marginal\""], _workspace.Read(Json(Variants), ["predictor=marginal"], []).Cells.Select(Axes));
    }

    [Fact]
    public void A_comma_inside_brackets_does_not_part_values()
    {
        var pipeline = _workspace.Read(Workspace.Json(), ["schedule:sizes=[4,4],[8]", "metrics:kl:method=law,curve"], ["schedule={\"kind\":\"sizes\"}"]);
        Assert.Equal(
            ["schedule:sizes=[4,4] metrics:kl:method=\"law\"", "schedule:sizes=[4,4] metrics:kl:method=\"curve\"", "schedule:sizes=[8] metrics:kl:method=\"law\"", "schedule:sizes=[8] metrics:kl:method=\"curve\""],
            pipeline.Cells.Select(Axes));
    }

    [Fact]
    public void A_plain_override_is_never_an_axis_but_a_list_under_sweep_is_one()
    {
        Assert.Equal(["schedule:steps"], _workspace.Read(Workspace.Json(), "sweep:schedule:steps=[1,2]").Axes);
        Assert.NotEmpty(_workspace.Errors(Workspace.Json(), "schedule:steps=1,2"));
    }

    [Fact]
    public void Declared_text_stays_text_on_an_axis()
    {
        var pipeline = _workspace.Read(Workspace.Json("\"metrics\": {\"tv\": {}}").Replace("\"metrics\": {\"kl\": {}}, ", ""), ["metrics:tv:label=1e3,true"], []);
        Assert.Equal(["metrics:tv:label=\"1e3\"", "metrics:tv:label=\"true\""], pipeline.Cells.Select(Axes));
    }

    [Fact]
    public void Variants_replace_the_whole_section_and_options_are_set_within_them()
    {
        var pipeline = _workspace.Read(Json("""{"schedule:steps": [1, 2], "schedule": {"b": {"kind": "balanced"}, "c": "cosine"}, "predictor:inner:temperature": [0.5]}"""),
            [], ["predictor={\"kind\":\"mixture\",\"weight\":0,\"inner\":\"tempered\"}"]);
        Assert.Equal(["balanced1", "cosine1", "balanced2", "cosine2"], pipeline.Cells.Select(cell => cell.Sections["schedule"].Plugin.Name + cell.Sections["schedule"].Options["steps"]));
        Assert.Equal(0.5, pipeline.Cells[0].Sections["predictor"].Components["inner"].Options["temperature"]!.GetValue<double>());
    }

    [Fact]
    public void Named_values_of_an_option_and_components_on_an_axis()
    {
        var pipeline = _workspace.Read(Json("""{"schedule:sizes": {"front": [6, 2], "back": [2, 6]}, "predictor:inner": ["exact", "marginal"]}"""),
            [], ["predictor={\"kind\":\"mixture\",\"weight\":0}", "schedule={\"kind\":\"sizes\"}"]);
        Assert.Equal("schedule:sizes=\"back\" predictor:inner=\"marginal\"", Axes(pipeline.Cells[3]));
        Assert.Equal("[2,6]", pipeline.Cells[3].Sections["schedule"].Options["sizes"]!.ToJsonString());
        Assert.Equal("marginal", pipeline.Cells[3].Sections["predictor"].Components["inner"].Plugin.Name);
    }

    [Fact]
    public void Kinds_on_an_axis_keep_the_options_beside_them()
    {
        var pipeline = _workspace.Read(Workspace.Json(), ["schedule:kind=balanced,cosine"], []);
        Assert.Equal(["balanced2", "cosine2"], pipeline.Cells.Select(cell => cell.Sections["schedule"].Plugin.Name + cell.Sections["schedule"].Options["steps"]));
        Assert.Contains("within the variants of the axis 'schedule'", _workspace.Errors(Json("""{"schedule": ["balanced"]}"""), ["schedule:kind=balanced,cosine"], [])[0]);
    }

    [Fact]
    public void Metrics_can_be_swept_whole_and_by_option()
    {
        var pipeline = _workspace.Read(Json("""{"metrics:kl": {"a": {"method": "law"}, "b": {}}, "metrics:divergence": {"x": {"kind": "tv"}}}"""));
        Assert.Equal(["kl", "divergence"], pipeline.Cells[0].Metrics.Select(metric => metric.Label));
        Assert.Equal(["law", "auto"], pipeline.Cells.Select(cell => cell.Metrics[0].Component.Options["method"]!.GetValue<string>()));
    }

    [Fact]
    public void A_required_option_may_come_from_the_axis_alone() => Assert.Equal(
        2, _workspace.Read(Json("""{"schedule:steps": [1, 2]}""").Replace(", \"steps\": 2", "")).Cells.Count);

    [Theory]
    [InlineData("""{"schedule:steps": [2, 0, "x"]}""", "/sweep/schedule:steps/1: got 0; expected an integer, at least 1", "/sweep/schedule:steps/2: got the text \"x\"; expected an integer, at least 1")]
    [InlineData("""{"schedule:steps": []}""", "/sweep/schedule:steps: the axis has no values")]
    [InlineData("""{"predictor": {}}""", "/sweep/predictor: the axis has no values")]
    [InlineData("""{"schedule:steps": 4}""", "/sweep/schedule:steps: got 4; expected a list of values, or a map of named variants")]
    [InlineData("""{"schedule:steps": [2, 4, 2.0]}""", "/sweep/schedule:steps/2: 2 is on this axis twice; each value once")]
    [InlineData("""{"predictor": ["exact", "exact"]}""", "/sweep/predictor/1: exact is on this axis twice; each value once")]
    [InlineData("""{"shedule:steps": [2]}""", "/sweep/shedule:steps: there is no section 'shedule' to sweep; did you mean 'schedule'? (an axis is over 'data', 'process', 'schedule', 'predictor', 'sampler', 'seed', 'metrics')")]
    [InlineData("""{"schedule:stepz": [2, 3]}""", "/sweep/schedule:stepz: this axis sets 'stepz', which schedule 'balanced' (pipeline.json: /schedule) does not have (it has 'steps'); did you mean 'steps'?")]
    [InlineData("""{"schedule": {"c": {"kind": "cosine", "steps": 2}, "t": {"kind": "threshold", "probability": 0.5}}, "schedule:steps": [1, 2, 3]}""", "/sweep/schedule:steps: this axis sets 'steps', which schedule 'threshold' (pipeline.json: /sweep/schedule/t) does not have (it has 'probability')")]
    [InlineData("""{"predictor": {"noisy": {"kind": "mixture", "weight": 3}}, "seed": [1, 2, 3]}""", "/sweep/predictor/noisy/weight: got 3; expected a number from 0 to 1")]
    [InlineData("""{"predictor": {"kind": "exact"}}""", "/sweep/predictor: an axis is a map of named variants; a variant cannot be called 'kind': write {\"exact\": {\"kind\": \"exact\", …}}")]
    [InlineData("""{"predictor": [{"kind": "exact"}]}""", "/sweep/predictor/0: got an object; variants with options have names: write a map {\"NAME\": {\"kind\": …}}")]
    [InlineData("""{"predictor": {"x": "exakt"}}""", "/sweep/predictor/x: there is no predictor 'exakt'; did you mean 'exact'? (installed: exact, marginal, mixture, tempered)")]
    [InlineData("""{"seed": [1, -1, 1.5]}""", "/sweep/seed/1: got -1; expected an integer, at least 0", "/sweep/seed/2: got 1.5; expected an integer, at least 0")]
    [InlineData("""{"seed:x": [1]}""", "/sweep/seed:x: a seed is a number and has nothing below it; the axis is 'seed'")]
    [InlineData("""{"metrics": {"a": {}}}""", "/sweep/metrics: an axis is over one metric or one of its options, such as metrics:kl or metrics:kl:method")]
    [InlineData("""{"metrics:k:method": ["law"]}""", "/sweep/metrics:k:method: there is no metric 'k'; did you mean 'kl'? (metrics: 'kl')")]
    [InlineData("""{"schedule::steps": [1]}""", "/sweep/schedule::steps: 'schedule::steps' is no key; expected names with ':' between them, such as schedule:steps")]
    [InlineData("""{"schedule.steps": [1], "schedule:steps": [2]}""", "/sweep/schedule:steps: the axis schedule:steps is written twice; keep one")]
    [InlineData("""[1]""", "/sweep: got a list of 1; expected an object with an axis for each key, such as {\"schedule:steps\": [2, 4, 8]}")]
    public void A_wrong_axis_is_reported_once_and_exactly(string sweep, params string[] expected) =>
        Assert.Equal(expected.Select(message => $"pipeline.json: {message}"), _workspace.Errors(Json(sweep)));

    [Fact]
    public void A_mistake_in_a_section_that_every_variant_replaces_is_still_a_mistake() => Assert.Equal(
        ["pipeline.json: /schedule/stepz: schedule 'balanced' has no option 'stepz'; did you mean 'steps'? (it has 'steps')"],
        _workspace.Errors(Json("""{"schedule": {"c": {"kind": "cosine", "steps": 2}}}""").Replace("\"steps\": 2}, \"predictor\"", "\"steps\": 2, \"stepz\": 1}, \"predictor\"")));

    [Fact]
    public void An_axis_over_a_section_that_is_absent_is_an_error() => Assert.Equal(
        "pipeline.json: /sweep/predictor:weight: the axis sets an option of 'predictor', a section that the configuration does not have",
        Assert.Single(_workspace.Errors(Json("""{"predictor:weight": [0]}""").Replace("\"predictor\": \"exact\", ", ""))));

    [Fact]
    public void A_sweep_too_large_is_refused_before_it_is_expanded()
    {
        var values = string.Join(',', Enumerable.Range(1, 2000));
        Assert.Equal("pipeline.json: /sweep: the axes make 4000000 cells; at most 1,000,000 are allowed", Assert.Single(_workspace.Errors(Json($"{{\"schedule:steps\": [{values}], \"seed\": [{values}]}}"))));
    }

    [Fact]
    public void Ten_thousand_cells_read_each_component_once()
    {
        var values = string.Join(',', Enumerable.Range(1, 100));
        var pipeline = _workspace.Read(Json($"{{\"schedule:steps\": [{values}], \"seed\": [{values}]}}"));
        Assert.Equal(10_000, pipeline.Cells.Select(cell => cell.Id).Distinct().Count());
        Assert.Equal(100, pipeline.Cells.Select(cell => cell.Sections["schedule"]).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Single(pipeline.Cells.Select(cell => cell.Sections["data"]).Distinct(ReferenceEqualityComparer.Instance));
    }
}
