namespace Unmask.Tests.Conformance.Data;

/// <summary>An example of every installed predictor, in JSON, for any of the small laws.</summary>
internal static class PredictorCase
{
    private static readonly Dictionary<string, string> _all = new()
    {
        ["exact"] = "\"exact\"",
        ["marginal"] = "\"marginal\"",
        ["mixture"] = """{ "kind": "mixture", "weight": 0.3 }""",
        ["ngram"] = $$"""{ "kind": "ngram", "order": 2, "counts": "{{Files.Grams}}" }""",
        ["tempered"] = """{ "kind": "tempered", "temperature": 1.5 }""",
        ["warped"] = """{ "kind": "warped", "temperature": 1.5, "confidence": "before" }""",
    };

    /// <summary>The example.</summary>
    /// <remarks>Fails if there is none.</remarks>
    public static string Of(string kind) => _all.TryGetValue(kind, out var json)
        ? json
        : throw new Xunit.Sdk.XunitException($"predictor/{kind} is installed and has no case in {nameof(PredictorCase)}: add one");
}
