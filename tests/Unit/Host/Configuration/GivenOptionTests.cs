using Unmask.Host.Configuration;

namespace Unmask.Tests.Unit.Host.Configuration;

/// <summary>The option <c>given</c>, which every data law has in its section and no plugin declares.</summary>
public sealed class GivenOptionTests : IDisposable
{
    private const string Given = """{"data": {"kind": "potts", "length": 8, "states": 3, "given": {"0": 1, "5": [2, 0.0], "7": "text"}}, "metrics": {"kl": {}}}""";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void It_stands_in_the_resolved_configuration_and_reproduces_it()
    {
        var pipeline = _workspace.Read(Given);
        Assert.Equal("""{"kind":"potts","length":8,"states":3,"coupling":1,"given":{"0":1,"5":[2,0],"7":"text"}}""", pipeline.Resolved["data"]!.ToJsonString());
        Assert.Equal(pipeline.Cells[0].Id, _workspace.Read(pipeline.Resolved.ToJsonString()).Cells[0].Id);
    }

    [Theory]
    [InlineData("data:given:0=2", """{"0":2,"5":[2,0],"7":"text"}""")]
    [InlineData("data.given.3=1", """{"0":1,"5":[2,0],"7":"text","3":1}""")]
    [InlineData("data:given={\"0\":2}", """{"0":2,"5":[2,0],"7":"text"}""")]
    [InlineData("data:given:5=the ", """{"0":1,"5":"the ","7":"text"}""")]
    [InlineData("data:given:5=\"12\"", """{"0":1,"5":"12","7":"text"}""")]
    [InlineData("data:given:5=null", """{"0":1,"7":"text"}""")]
    [InlineData("data:given=null", null)]
    [InlineData("data={\"kind\":\"table\",\"length\":2,\"states\":2}", null)]
    public void A_newer_layer_adds_tokens_and_frees_positions(string change, string? expected) =>
        Assert.Equal(expected, _workspace.Read(Given, change).Cells[0].Sections["data"].Options["given"]?.ToJsonString());

    [Fact]
    public void Nothing_given_is_as_without_the_option()
    {
        string Id(string more) => _workspace.Read($$"""{"data": {"kind": "potts", "length": 8, "states": 3{{more}}}, "metrics": {"kl": {} } }""").Cells[0].Id;
        Assert.Equal(Id(""), Id(", \"given\": {}"));
        Assert.Equal(Id(""), Id(", \"given\": null"));
        Assert.Equal(Id(""), Id(", \"given\": {\"3\": null}"));
        Assert.NotEqual(Id(""), Id(", \"given\": {\"3\": 0}"));
        Assert.NotEqual(Id(", \"given\": {\"2\": 0}"), Id(", \"given\": {\"3\": 0}"));
    }

    [Fact]
    public void Axes_are_over_a_position_or_over_patterns()
    {
        var pipeline = _workspace.Read(Given.Replace("\"metrics\"", """
            "sweep": {"data:given:0": [null, 0, 1]}, "metrics"
            """, StringComparison.Ordinal));
        Assert.Equal(["null", "0", "1"], pipeline.Cells.Select(cell => cell.Axes["data:given:0"].ToString()));
        Assert.Equal(["""{"5":[2,0],"7":"text"}""", """{"0":0,"5":[2,0],"7":"text"}""", """{"0":1,"5":[2,0],"7":"text"}"""], Tokens(pipeline));
        Assert.Equal(3, pipeline.Cells.Select(cell => cell.Id).Distinct().Count());

        pipeline = _workspace.Read(Given.Replace("\"metrics\"", """
            "sweep": {"data:given": {"nothing": {}, "ends": {"0": 0, "7": 1}}}, "metrics"
            """, StringComparison.Ordinal));
        Assert.Equal(["nothing", "ends"], pipeline.Cells.Select(cell => cell.Axes["data:given"].ToString()));
        Assert.Equal([null, """{"0":0,"7":1}"""], Tokens(pipeline));

        pipeline = _workspace.Read(Given, ["data:given:5=a,b c"], []);
        Assert.Equal(["""{"0":1,"5":"a","7":"text"}""", """{"0":1,"5":"b c","7":"text"}"""], Tokens(pipeline));

        static IEnumerable<string?> Tokens(Pipeline pipeline) => pipeline.Cells.Select(cell => cell.Sections["data"].Options["given"]?.ToJsonString());
    }

    [Theory]
    [InlineData("[3]", "pipeline.json: /data/given: got a list of 1; expected an object of symbols by position, such as {\"0\": 3, \"5\": 1}, or null")]
    [InlineData("{\"05\": 1}", "pipeline.json: /data/given/05: got the position '05'; expected a whole number, 0 for the first token")]
    [InlineData("{\"-1\": 1}", "pipeline.json: /data/given/-1: got the position '-1'; expected a whole number, 0 for the first token")]
    [InlineData("{\"1.5\": 1}", "pipeline.json: /data/given/1.5: got the position '1.5'; expected a whole number, 0 for the first token")]
    [InlineData("{\"1\": -1}", "pipeline.json: /data/given/1: got -1; expected an integer, at least 0")]
    [InlineData("{\"1\": 0.5}", "pipeline.json: /data/given/1: got 0.5; expected an integer, at least 0")]
    [InlineData("{\"1\": true}", "pipeline.json: /data/given/1: got true; expected an integer, at least 0")]
    [InlineData("{\"1\": {\"2\": 0}}", "pipeline.json: /data/given/1: got an object; expected an integer, at least 0")]
    [InlineData("{\"1\": [0, -2]}", "pipeline.json: /data/given/1/1: got -2; expected a list of integers, each at least 0")]
    public void A_mistake_has_its_path(string given, string expected) => Assert.Equal(
        [expected], _workspace.Errors($$"""{"data": {"kind": "potts", "length": 8, "states": 3, "given": {{given}}}, "metrics": {"kl": {} } }"""));

    [Fact]
    public void A_law_within_another_has_none()
    {
        _workspace.Write("pipeline.json", """{"data": {"kind": "noisy", "given": {"0": 1}, "inner": {"length": 8, "states": 2, "given": {"1": 0}}}, "metrics": {"kl": {}}}""");
        var plugins = new Installed(Installed.Plugin("data", "noisy", Installed.Component("inner", "data", "potts")));
        var error = Assert.Single(Assert.Throws<UserErrorException>(() => new PipelineReader(plugins).Read(new PipelineRequest("pipeline.json", _workspace.Folder))).Errors);
        Assert.Equal("pipeline.json: /data/inner/given: tokens are given to the data law as a whole, not to a law within another: write 'given' in /data", error.ToString());
    }

    [Fact]
    public void Only_a_data_law_has_it() => Assert.Equal(
        ["command line: /schedule/given: schedule 'balanced' has no option 'given' (it has 'steps')"], _workspace.Errors(Workspace.Json(), "schedule:given={\"0\":1}"));
}
