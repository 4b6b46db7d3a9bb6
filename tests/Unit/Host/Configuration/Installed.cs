using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;

namespace Unmask.Tests.Unit.Host.Configuration;

/// <summary>A set of plugins described by hand, as the scanner would find them.</summary>
internal sealed class Installed : IPluginLookup
{
    public static readonly PluginAssembly Assembly = new("/plugins/Test.dll", "Test", "1.0", "a") { Package = new PluginPackage("/plugins", "Test.dll", [new("Test.dll", "a")]) };

    private static readonly PluginDescription[] _standard =
    [
        Plugin("data", "potts", Int("length", 1), Int("states", 2), Number("coupling") with { Required = false, Default = 1.0 }),
        Plugin("data", "table", Int("length", 1), Int("states", 2), Option("probabilities", OptionKind.Number, rank: 1) with { Minimum = 0, Required = false }, File("file")),
        Plugin("data", "markov", Int("length", 1), new OptionSchema("transitions", new OptionType(OptionKind.Number) { Rank = 3, OneOrMany = true }, true, null, 0, 1, "one matrix, or length-1 of them")),
        Plugin("data", "text-chain", Int("length", 1), Files("files"), Choice("alphabet", "letters", "bytes")),
        Plugin("process", "masked"),
        Plugin("schedule", "balanced", Int("steps", 1)),
        Plugin("schedule", "cosine", Int("steps", 1)),
        Plugin("schedule", "sizes", new OptionSchema("sizes", new OptionType(OptionKind.Integer) { Rank = 1 }, true, null, 1, null, "sizes in reveal order")),
        Plugin("schedule", "entropy", Nullable("steps", OptionKind.Integer), Nullable("perStep", OptionKind.Integer)),
        Plugin("schedule", "threshold", Number("probability") with { Minimum = 0, Maximum = 1, MinimumIsExclusive = true }),
        Plugin("schedule", "blocks", Int("length", 1), Component("inner", "schedule", "balanced")),
        Plugin("predictor", "exact"),
        Plugin("predictor", "marginal"),
        Plugin("predictor", "mixture", Number("weight") with { Minimum = 0, Maximum = 1 }, Component("inner", "predictor", "exact")),
        Plugin("predictor", "tempered", Number("temperature") with { Minimum = 0, MinimumIsExclusive = true }, Component("inner", "predictor", "exact")),
        Plugin("sampler", "ancestral", Long("samples", 10000), Choice("finish", "fill", "leave")),
        Plugin("sampler", "euler", Int("steps", 1), Long("samples", 10000)),
        Plugin("metrics", "kl", Choice("method", "auto", "law", "exact", "curve", "replay", "samples"), Nullable("samples", OptionKind.LongInteger)),
        Plugin("metrics", "bounds"),
        Plugin("metrics", "tv", Choice("marginal", "joint", "position", "k"), Nullable("k", OptionKind.Integer), new OptionSchema("label", new OptionType(OptionKind.Text), false, "x", null, null, null), new OptionSchema("cumulative", new OptionType(OptionKind.Boolean), false, false, null, null, null)),
    ];

    private readonly PluginDescription[] _plugins;

    public Installed(params PluginDescription[] more) => _plugins = [.. _standard, .. more];

    public IEnumerable<string> Sections => ["data", "process", "schedule", "predictor", "sampler", "metrics"];

    public IEnumerable<string> Names(string section) => _plugins.Where(plugin => plugin.Section == section).Select(plugin => plugin.Name);

    public PluginDescription? Find(string section, string name, out string? problem)
    {
        var found = _plugins.FirstOrDefault(plugin => plugin.Section == section && plugin.Name == name);
        problem = found is null && name == "twice" ? "schedule 'twice' is in several files: a.dll and b.dll" : null;
        return found;
    }

    public static PluginDescription Plugin(string section, string name, params OptionSchema[] options) =>
        new(section, name, $"The {name}", "T 1.6", "", null, $"Test.{name}", Assembly, options);

    public static OptionSchema Int(string name, double minimum) =>
        new(name, new OptionType(OptionKind.Integer), true, null, minimum, null, $"the {name}");

    public static OptionSchema Long(string name, long otherwise) =>
        new(name, new OptionType(OptionKind.LongInteger), false, otherwise, 1, null, $"the {name}");

    public static OptionSchema Number(string name) => new(name, new OptionType(OptionKind.Number), true, null, null, null, $"the {name}");

    public static OptionSchema Option(string name, OptionKind kind, int rank = 0) =>
        new(name, new OptionType(kind) { Rank = rank, Nullable = rank > 0 }, true, null, null, null, null);

    public static OptionSchema Nullable(string name, OptionKind kind) =>
        new(name, new OptionType(kind) { Nullable = true }, false, null, 1, null, null);

    public static OptionSchema Choice(string name, params string[] words) =>
        new(name, new OptionType(OptionKind.Choice) { Choices = words }, false, JsonValue.Create(words[0]), null, null, null);

    public static OptionSchema File(string name) =>
        new(name, new OptionType(OptionKind.Text) { InputFile = true, Nullable = true }, false, null, null, null, null);

    public static OptionSchema Files(string name) =>
        new(name, new OptionType(OptionKind.Text) { InputFile = true, Rank = 1, OneOrMany = true }, true, null, null, null, null);

    public static OptionSchema Component(string name, string section, string kind) =>
        new(name, new OptionType(OptionKind.Component) { Section = section }, false, JsonValue.Create(kind), null, null, null);
}
