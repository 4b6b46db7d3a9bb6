using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Unit.Host.Configuration;

/// <summary>The schema against a plain validator, and against the reader: what the one says about a file, the other says too.</summary>
public sealed class JsonSchemaTests : IDisposable
{
    private static readonly JsonObject _schema = new JsonSchemaWriter(new Installed()).Write();

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private static bool IsValid(string json) =>
        JsonSchemaOracle.IsValid(JsonSerializer.SerializeToElement(_schema), JsonSerializer.Deserialize<JsonElement>(json));

    private bool IsRead(string json)
    {
        try
        {
            _workspace.Read(json);
            return true;
        }
        catch (UserErrorException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"$schema\": \"x.json\", \"name\": \"a\", \"seed\": 0")]
    [InlineData("\"process\": \"masked\", \"sampler\": {\"samples\": 5, \"finish\": \"leave\"}")]
    [InlineData("\"sampler\": {\"kind\": \"euler\", \"steps\": 5}")]
    [InlineData("\"sweep\": {\"schedule:steps\": [1, 2], \"seed\": [1, 2], \"predictor\": {\"a\": \"exact\", \"b\": {\"kind\": \"mixture\", \"weight\": 0, \"inner\": {\"kind\": \"tempered\", \"temperature\": 1}}}}")]
    [InlineData("\"sweep\": {\"schedule.steps\": [1, 2], \"predictor\": [\"exact\", \"marginal\"], \"metrics:kl:samples\": [10, null]}")]
    [InlineData("\"fits\": {\"slope\": {\"of\": \"kl\", \"against\": \"length/steps-1\", \"scale\": \"linear\"}}")]
    [InlineData("\"launcher\": \"processes\"")]
    [InlineData("\"launcher\": {}")]
    [InlineData("\"launcher\": {\"kind\": \"in-process\"}")]
    [InlineData("\"launcher\": {\"workers\": 3, \"memoryLimit\": \"1.5 GiB\", \"timeLimit\": 0.5, \"retries\": 2}")]
    [InlineData("\"launcher\": {\"kind\": \"processes\", \"workers\": null, \"memoryLimit\": 200000000, \"timeLimit\": null}")]
    public void What_is_right_is_valid(string more)
    {
        Assert.True(IsRead(Workspace.Json(more)));
        Assert.True(IsValid(Workspace.Json(more)));
    }

    [Theory]
    [InlineData("\"nam\": \"a\"")]
    [InlineData("\"seed\": -1")]
    [InlineData("\"process\": \"mask\"")]
    [InlineData("\"process\": 3")]
    [InlineData("\"sampler\": {\"sample\": 5}")]
    [InlineData("\"sampler\": {\"samples\": 0}")]
    [InlineData("\"sampler\": {\"samples\": 1.5}")]
    [InlineData("\"sampler\": {\"samples\": \"5\"}")]
    [InlineData("\"sampler\": {\"finish\": \"drop\"}")]
    [InlineData("\"sampler\": {\"kind\": \"euler\", \"steps\": 1, \"finish\": \"fill\"}")]
    [InlineData("\"sampler\": {\"kind\": \"eular\"}")]
    [InlineData("\"sweep\": {\"shedule:steps\": [1]}")]
    [InlineData("\"sweep\": {\"schedule:steps\": []}")]
    [InlineData("\"sweep\": {\"schedule:steps\": 4}")]
    [InlineData("\"sweep\": {\"predictor\": {\"b\": {\"kind\": \"mixture\", \"weight\": 2}}}")]
    [InlineData("\"sweep\": {\"predictor\": {\"b\": {\"kind\": \"mixture\", \"weight\": 0, \"inner\": {\"temperature\": 1}}}}")]
    [InlineData("\"sweep\": {\"predictor\": {}}")]
    [InlineData("\"sweep\": [1]")]
    [InlineData("\"fits\": {\"slope\": {\"of\": \"kl\"}}")]
    [InlineData("\"fits\": {\"slope\": {\"of\": \"kl\", \"against\": \"kl\", \"scale\": \"x\"}}")]
    [InlineData("\"noise\": \"constant\"")]
    [InlineData("\"launcher\": \"process\"")]
    [InlineData("\"launcher\": 2")]
    [InlineData("\"launcher\": {\"kind\": \"in-process\", \"workers\": 2}")]
    [InlineData("\"launcher\": {\"workers\": 0}")]
    [InlineData("\"launcher\": {\"workers\": 1.5}")]
    [InlineData("\"launcher\": {\"memoryLimit\": \"2 gigs\"}")]
    [InlineData("\"launcher\": {\"memoryLimit\": 1000}")]
    [InlineData("\"launcher\": {\"timeLimit\": 0}")]
    [InlineData("\"launcher\": {\"retries\": -1}")]
    [InlineData("\"launcher\": {\"worker\": 2}")]
    public void What_is_wrong_is_not_valid(string more)
    {
        Assert.False(IsRead(Workspace.Json(more)));
        Assert.False(IsValid(Workspace.Json(more)));
    }

    [Theory]
    [InlineData("{\"kl\": {\"method\": \"law\"}}", true)]
    [InlineData("{\"kl\": {\"method\": \"lau\"}}", false)]
    [InlineData("{\"kl\": \"tv\"}", true)]
    [InlineData("{\"kl\": {\"kind\": \"tv\", \"marginal\": \"k\", \"k\": 2}}", true)]
    [InlineData("{\"kl\": {\"kind\": \"tv\", \"method\": \"law\"}}", false)]
    [InlineData("{\"mine\": {\"kind\": \"kl\", \"method\": \"law\"}}", true)]
    [InlineData("{\"mine\": {\"method\": \"law\"}}", false)]
    [InlineData("{\"a.b\": \"kl\"}", false)]
    [InlineData("{\"kl\": null}", false)]
    public void Metrics_are_checked_by_the_kind_or_the_label(string metrics, bool valid)
    {
        var json = $"{{{Workspace.Data}, \"metrics\": {metrics}}}";
        Assert.Equal(valid, IsRead(json));
        Assert.Equal(valid, IsValid(json));
    }

    [Theory]
    [InlineData("[[0.5, 0.5], [1, 0]]", true)]
    [InlineData("[[[0.5, 0.5], [1, 0]]]", true)]
    [InlineData("[0.5, 0.5]", false)]
    [InlineData("[[2]]", false)]
    [InlineData("0.5", false)]
    [InlineData("null", false)]
    public void Lists_are_checked_with_their_rank(string transitions, bool valid)
    {
        var json = $"{{\"data\": {{\"kind\": \"markov\", \"length\": 2, \"transitions\": {transitions}}}, \"metrics\": {{\"kl\": {{}}}}}}";
        Assert.Equal(valid, IsRead(json));
        Assert.Equal(valid, IsValid(json));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("null", true)]
    [InlineData("{\"0\": 3, \"5\": [1, 2], \"10\": \"text\", \"7\": null}", true)]
    [InlineData("{\"05\": 3}", false)]
    [InlineData("{\"five\": 3}", false)]
    [InlineData("{\"5\": -1}", false)]
    [InlineData("{\"5\": 1.5}", false)]
    [InlineData("{\"5\": {}}", false)]
    [InlineData("[1]", false)]
    public void Given_tokens_are_checked_as_far_as_they_need_no_law(string given, bool valid)
    {
        var json = $"{{\"data\": {{\"kind\": \"potts\", \"length\": 12, \"states\": 4, \"given\": {given}}}, \"metrics\": {{\"kl\": {{}}}}}}";
        Assert.Equal(valid, IsRead(json));
        Assert.Equal(valid, IsValid(json));
    }

    [Fact]
    public void Resolved_configurations_are_valid()
    {
        var pipeline = _workspace.Read(Workspace.Json("""
            "sweep": {"schedule": {"a": "entropy", "b": {"kind": "blocks", "length": 2, "inner": {"steps": 3}}}, "sampler:samples": [1, 2], "metrics:kl": ["tv", "kl"]},
            "fits": {"f": {"of": "kl", "against": "kl"}}
            """));
        Assert.True(IsValid(pipeline.Resolved.ToJsonString()));
    }

    [Fact]
    public void Options_carry_their_help_defaults_and_limits()
    {
        Assert.Equal("""{"type":"integer","minimum":1,"maximum":9223372036854775807,"description":"the samples","default":10000}""", Property("sampler.ancestral", "samples"));
        Assert.Equal("""{"type":"number","exclusiveMinimum":0,"maximum":1,"description":"the probability"}""", Property("schedule.threshold", "probability"));
        Assert.Equal("""{"enum":["fill","leave"],"default":"fill"}""", Property("sampler.ancestral", "finish"));
        Assert.Equal("""{"$ref":"#/$defs/predictor:exact","default":"exact"}""", Property("predictor.mixture", "inner"));

        static string Property(string definition, string option) => _schema["$defs"]![definition]!["properties"]![option]!.ToJsonString();
    }

    [Fact]
    public void Every_installed_plugin_is_in_it_with_its_summary()
    {
        var kinds = _schema["$defs"]!["schedule"]!["anyOf"]![0]!["oneOf"]!.AsArray().Select(kind => $"{kind!["const"]}: {kind["description"]}");
        Assert.Equal(["balanced", "cosine", "sizes", "entropy", "threshold", "blocks"], kinds.Select(kind => kind.Split(':')[0]));
        Assert.Contains("blocks: The blocks (T 1.6)", kinds);
    }

    [Fact]
    public void A_section_without_plugins_allows_nothing_but_is_a_schema()
    {
        var schema = JsonSerializer.SerializeToElement(new JsonSchemaWriter(new Empty()).Write());
        Assert.False(JsonSchemaOracle.IsValid(schema, JsonSerializer.Deserialize<JsonElement>("{\"data\": \"potts\"}")));
        Assert.True(JsonSchemaOracle.IsValid(schema, JsonSerializer.Deserialize<JsonElement>("{}")));
    }

    private sealed class Empty : IPluginLookup
    {
        public IEnumerable<string> Sections => ["data", "metrics"];

        public IEnumerable<string> Names(string section) => [];

        public PluginDescription? Find(string section, string name, out string? problem)
        {
            problem = null;
            return null;
        }
    }
}
