using System.Text;
using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

public sealed class JsonFileTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        File.WriteAllBytes(Path.Combine(_workspace.Folder, "p.json"), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("""
            { // the law
              "$schema": "x.json", "data": { "kind": "markov", "length": 3, "transitions": [[0.5, /* half */ 0.5,], [1, 0],], },
              "metrics": { "kl": {}, },
            }
            """)]);
        var pipeline = Workspace.Read(new PipelineRequest("p.json", _workspace.Folder));
        Assert.Equal("""{"length":3,"transitions":[[[0.5,0.5],[1,0]]]}""", pipeline.Cells[0].Sections["data"].Options.ToJsonString());
    }

    [Fact]
    public void Duplicate_keys_are_an_error_with_line_and_path()
    {
        var errors = _workspace.Errors("""
            {
              "data": { "kind": "potts", "length": 8,
                        "length": 9, "states": 2 },
              "metrics": { "kl": {} },
              "metrics": { "tv": {} }
            }
            """);
        Assert.Equal(
        [
            "pipeline.json: /data/length: line 3: the key 'length' is written twice in one object; keep one",
            "pipeline.json: /metrics: line 5: the key 'metrics' is written twice in one object; keep one",
        ],
            errors);
    }

    [Theory]
    [InlineData("{\n  \"näme\": x\n}", "line 2, column 11: not valid JSON: 'x' is an invalid start of a value")]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", "line 3, column 3: not valid JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'")]
    [InlineData("{ \"a\": [1, 2 }", "line 1, column 14: not valid JSON: ")]
    [InlineData("{ \"a\": 1", "line 1, column 9: not valid JSON: ")]
    [InlineData("{} {}", "line 1, column 4: not valid JSON: ")]
    [InlineData("{ \"a\": 01 }", "line 1, column 9: not valid JSON: ")]
    [InlineData("{ \"a\": NaN }", "line 1, column 8: not valid JSON: ")]
    [InlineData("", "the file is empty; a JSON object { … } is expected")]
    [InlineData("  \n", "the file is empty; a JSON object { … } is expected")]
    [InlineData("[1]", "got a list of 1; a JSON object { … } is expected")]
    public void A_syntax_error_says_where_in_plain_words(string json, string message)
    {
        var error = Assert.Single(_workspace.Errors(json));
        Assert.StartsWith($"pipeline.json: {message}", error);
        Assert.DoesNotContain("LineNumber", error);
        Assert.DoesNotContain("reader options", error);
    }

    [Fact]
    public void A_file_that_is_no_utf8_is_refused()
    {
        var path = Path.Combine(_workspace.Folder, "p.json");
        File.WriteAllBytes(path, [(byte)'{', (byte)'\n', 0xE4, (byte)'}']);
        Assert.Contains("line 2: the file is not UTF-8", Message());
        File.WriteAllBytes(path, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("{}")]);
        Assert.Contains("the file is UTF-16", Message());

        string Message() => Assert.Throws<UserErrorException>(() => Workspace.Read(new PipelineRequest("p.json", _workspace.Folder))).Message;
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Contains(_workspace.Errors(Workspace.Json("\"name\": \"\\ud800\"")), error => error.Contains("half of a surrogate pair"));
        Assert.Contains(_workspace.Errors(Workspace.Json("\"\\ud800\": 1")), error => error.Contains("half of a surrogate pair"));
    }

    [Fact]
    public void Keys_are_escaped_in_paths() =>
        Assert.Contains(_workspace.Errors(Workspace.Json("\"a/b~c\": 1")), error => error.StartsWith("pipeline.json: /a~1b~0c: there is no section 'a/b~c'", StringComparison.Ordinal));

    [Fact]
    public void Deep_nesting_is_an_error_not_a_crash() =>
        Assert.Contains("not valid JSON", Assert.Single(_workspace.Errors(string.Concat(Enumerable.Repeat("{\"a\":", 1000)))));
}
