using System.Globalization;
using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class OptionValueTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private string Schedule(string options) => $"{{{Workspace.Data}, \"metrics\": {{\"kl\": {{}}}}, \"schedule\": {options}}}";

    private string DataLaw(string options) => $"{{\"data\": {options}, \"metrics\": {{\"kl\": {{}}}}}}";

    [Theory]
    [InlineData("16", 16)]
    [InlineData("16.0", 16)]
    [InlineData("1e3", 1000)]
    [InlineData("1.6e1", 16)]
    [InlineData("1600E-2", 16)]
    [InlineData("2147483647", int.MaxValue)]
    public void Integers_are_read_exactly(string literal, int expected) =>
        Assert.Equal(expected, _workspace.Read(Schedule($"{{\"kind\": \"balanced\", \"steps\": {literal}}}")).Cells[0].Sections["schedule"].Options["steps"]!.GetValue<long>());

    [Theory]
    [InlineData("16.5")]
    [InlineData("1e-3")]
    [InlineData("1.00000000000000000000000000000001")]
    [InlineData("1e400")]
    [InlineData("1e99999999999")]
    [InlineData("0")]
    [InlineData("0e5")]
    [InlineData("-1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[2]")]
    [InlineData("{}")]
    [InlineData("\"8\"")]
    [InlineData("\"NaN\"")]
    public void What_is_no_such_integer_is_refused(string literal)
    {
        var error = Assert.Single(_workspace.Errors(Schedule($"{{\"kind\": \"balanced\", \"steps\": {literal}}}")));
        Assert.StartsWith("pipeline.json: /schedule/steps: got ", error);
        Assert.EndsWith("; expected an integer, at least 1", error);
    }

    [Fact]
    public void An_integer_beyond_32_bits_is_told_the_limit() =>
        Assert.EndsWith("expected an integer, at least 1 and of 32 bits (at most 2,147,483,647)", Assert.Single(_workspace.Errors(Schedule("{\"kind\": \"balanced\", \"steps\": 2147483648}"))));

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("1", 1)]
    [InlineData("5e-324", 5e-324)]
    public void Numbers_are_read(string literal, double expected) =>
        Assert.Equal(expected, _workspace.Read(Schedule($"{{\"kind\": \"threshold\", \"probability\": {literal}}}")).Cells[0].Sections["schedule"].Options["probability"]!.GetValue<double>());

    [Theory]
    [InlineData("0", "; expected a number, above 0 and at most 1")]
    [InlineData("1.5", "; expected a number, above 0 and at most 1")]
    [InlineData("1e999", "; expected a number, above 0 and at most 1 that a double can hold")]
    [InlineData("1e-999", "; expected a number, above 0 and at most 1 that a double can hold")]
    [InlineData("\"NaN\"", "; expected a number, above 0 and at most 1")]
    [InlineData("\"Infinity\"", "; expected a number, above 0 and at most 1")]
    [InlineData("null", "; expected a number, above 0 and at most 1")]
    public void What_is_no_such_number_is_refused(string literal, string ending) =>
        Assert.EndsWith(ending, Assert.Single(_workspace.Errors(Schedule($"{{\"kind\": \"threshold\", \"probability\": {literal}}}"))));

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var pipeline = _workspace.Read(Workspace.Json(), "data:coupling=0.5");
            Assert.Equal(0.5, pipeline.Cells[0].Sections["data"].Options["coupling"]!.GetValue<double>());
            Assert.Contains("\"coupling\":0.5", pipeline.Resolved.ToJsonString());
            Assert.NotEmpty(_workspace.Errors(Workspace.Json(), "data:coupling=0,5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lists_have_the_declared_rank_and_bad_elements_are_named()
    {
        Assert.Equal("""{"sizes":[3,5]}""", _workspace.Read(Schedule("""{"kind": "sizes", "sizes": [3, 5.0]}""")).Cells[0].Sections["schedule"].Options.ToJsonString());
        Assert.Equal(
        [
            "pipeline.json: /schedule/sizes/1: got 0; expected a list of integers, each at least 1",
            "pipeline.json: /schedule/sizes/2: got the text \"4\"; expected a list of integers, each at least 1",
            "pipeline.json: /schedule/sizes/3: got null; expected a list of integers, each at least 1",
            "pipeline.json: /schedule/sizes/4: got a list of 1; expected a list of integers, each at least 1",
        ],
            _workspace.Errors(Schedule("""{"kind": "sizes", "sizes": [3, 0, "4", null, [2]]}""")));
        Assert.Equal("pipeline.json: /schedule/sizes: got 8; expected a list of integers, each at least 1", Assert.Single(_workspace.Errors(Schedule("""{"kind": "sizes", "sizes": 8}"""))));
    }

    [Fact]
    public void A_thousand_bad_elements_are_not_a_thousand_errors()
    {
        var errors = _workspace.Errors(Schedule($"{{\"kind\": \"sizes\", \"sizes\": [{string.Join(',', Enumerable.Repeat("0", 1000))}]}}"));
        Assert.Equal(6, errors.Length);
        Assert.Contains("995 more", errors[5]);
    }

    [Theory]
    [InlineData("[[0.5, 0.5], [1, 0]]", "[[[0.5,0.5],[1,0]]]")]
    [InlineData("[[[0.5, 0.5], [1, 0]], [[1, 0], [0, 1]]]", "[[[0.5,0.5],[1,0]],[[1,0],[0,1]]]")]
    [InlineData("[[0.5], [1, 0]]", "[[[0.5],[1,0]]]")]
    [InlineData("[]", "[]")]
    public void One_may_stand_for_many_and_ragged_lists_are_left_to_the_plugin(string written, string read) =>
        Assert.Equal(read, _workspace.Read(DataLaw($"{{\"kind\": \"markov\", \"length\": 3, \"transitions\": {written}}}")).Cells[0].Sections["data"].Options["transitions"]!.ToJsonString());

    [Fact]
    public void A_list_of_the_wrong_rank_is_refused() => Assert.Equal(
        "pipeline.json: /data/transitions/0: got 0.5; expected a matrix (a list of lists) of numbers, or a list of matrices of numbers, each from 0 to 1",
        _workspace.Errors(DataLaw("{\"kind\": \"markov\", \"length\": 3, \"transitions\": [0.5, 0.5]}"))[0]);

    [Fact]
    public void Input_files_resolve_against_the_file_that_names_them()
    {
        var text = _workspace.Write("sub/a.txt", "abc");
        _workspace.Write("b.txt", "abd");
        _workspace.Write("sub/base.json", """{"data": {"kind": "text-chain", "length": 4, "files": "a.txt"}}""");
        var json = """{"extends": "sub/base.json", "metrics": {"kl": {}}}""";
        Assert.Equal([text], Files(_workspace.Read(json)));
        Assert.Equal([Path.Combine(_workspace.Folder, "b.txt")], Files(_workspace.Read(json, "data:files=b.txt")));
        Assert.Equal([Path.Combine(_workspace.Folder, "b.txt"), text], Files(_workspace.Read(json, "data:files=[\"b.txt\",\"sub/a.txt\"]")));

        static string[] Files(Pipeline pipeline) => [.. pipeline.Cells[0].Sections["data"].Options["files"]!.AsArray().Select(file => file!.GetValue<string>())];
    }

    [Fact]
    public void Missing_input_files_are_named_in_full()
    {
        _workspace.Write("a.txt", "abc");
        var errors = _workspace.Errors(DataLaw("""{"kind": "text-chain", "length": 4, "files": ["a.text", ".", "", "x/y.txt"]}"""));
        Assert.Equal($"pipeline.json: /data/files/0: {_workspace.Folder}/a.text does not exist; did you mean 'a.txt'?", errors[0]);
        Assert.Equal($"pipeline.json: /data/files/1: {_workspace.Folder} is a folder; a file is expected", errors[1].Replace("/ is", " is"));
        Assert.Equal("pipeline.json: /data/files/2: the path of a file is expected", errors[2]);
        Assert.Equal($"pipeline.json: /data/files/3: {_workspace.Folder}/x/y.txt does not exist, nor does the folder {_workspace.Folder}/x", errors[3]);
    }

    [Fact]
    public void A_file_without_a_length_is_not_opened()
    {
        var empty = _workspace.Write("empty.txt", "");
        var errors = _workspace.Errors(DataLaw("""{"kind": "text-chain", "length": 4, "files": ["empty.txt", "/dev/zero"]}"""));
        Assert.Equal($"pipeline.json: /data/files/0: {empty} is empty, or no regular file", errors[0]);
        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 2, errors.Length);
    }

    [Fact]
    public void An_integer_beyond_64_bits_is_told_the_limit() => Assert.Equal(
        "pipeline.json: /seed: got 9223372036854775808; expected an integer, at least 0 and of 64 bits (at most 9,223,372,036,854,775,807)",
        Assert.Single(_workspace.Errors("""{"data": "independent", "seed": 9223372036854775808}"""), error => error.Contains("/seed", StringComparison.Ordinal)));

    [Fact]
    public void Required_options_are_asked_for_with_what_they_are() => Assert.Equal(
        "pipeline.json: /schedule: balanced needs the option 'steps': an integer, at least 1 (the steps)",
        Assert.Single(_workspace.Errors(Schedule("\"balanced\""))));

    [Theory]
    [InlineData("5", "pipeline.json: /schedule: got 5; expected the name of a schedule, or an object with its 'kind' and options")]
    [InlineData("[\"balanced\"]", "pipeline.json: /schedule: got a list of 1; expected the name of a schedule, or an object with its 'kind' and options")]
    [InlineData("{\"steps\": 2}", "pipeline.json: /schedule: needs a 'kind', one of 'balanced', 'cosine', 'sizes', 'entropy', 'threshold', 'blocks'")]
    [InlineData("{\"kind\": 3}", "pipeline.json: /schedule/kind: got 3; expected the name of a schedule, one of 'balanced', 'cosine', 'sizes', 'entropy', 'threshold', 'blocks'")]
    [InlineData("\"Balanced\"", "pipeline.json: /schedule: there is no schedule 'Balanced'; did you mean 'balanced'? (installed: balanced, cosine, sizes, entropy, threshold, blocks)")]
    [InlineData("\"twice\"", "pipeline.json: /schedule: schedule 'twice' is in several files: a.dll and b.dll")]
    [InlineData("{\"kind\": \"blocks\", \"length\": 2, \"inner\": {\"stepz\": 3}}", "pipeline.json: /schedule/inner/stepz: schedule 'balanced' has no option 'stepz'; did you mean 'steps'? (it has 'steps')")]
    public void A_wrong_component_is_explained(string schedule, string message) => Assert.Contains(message, _workspace.Errors(Schedule(schedule)));

    [Fact]
    public void A_component_absent_is_its_default_and_one_without_kind_too()
    {
        var absent = _workspace.Read(Workspace.Json(), "predictor={\"kind\":\"mixture\",\"weight\":0.5}");
        Assert.Equal("exact", absent.Cells[0].Sections["predictor"].Components["inner"].Plugin.Name);
        var without = _workspace.Read(Schedule("""{"kind": "blocks", "length": 2, "inner": {"steps": 3}}"""));
        Assert.Equal("balanced", without.Cells[0].Sections["schedule"].Components["inner"].Plugin.Name);
    }

    [Fact]
    public void Components_nested_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"kind\":\"tempered\",\"temperature\":1,\"inner\":", 40)) + "\"exact\"" + new string('}', 40);
        Assert.Contains("nested more than 32 deep", Assert.Single(_workspace.Errors(Workspace.Json(), $"predictor={deep}")));
    }

    [Fact]
    public void Locations_point_to_where_an_option_was_written()
    {
        _workspace.Write("base.json", """{"schedule": {"kind": "sizes", "sizes": [4, 4]}}""");
        var cell = _workspace.Read($$"""{ {{Workspace.Data}}, "extends": "base.json", "metrics": {"kl": "kl"} }""", "data:length=9").Cells[0];
        Assert.Equal(new Location("base.json", "/schedule/sizes/1"), cell.Sections["schedule"].Locate("sizes/1"));
        Assert.Equal(new Location("command line", "/data/length"), cell.Sections["data"].Locate("length"));
        Assert.Equal(new Location("pipeline.json", "/data/states"), cell.Sections["data"].Locate("states"));
        Assert.Equal("/data/coupling", cell.Sections["data"].Locate("coupling").Path);
        Assert.Equal("/schedule", cell.Sections["schedule"].Locate("").Path);
    }
}
