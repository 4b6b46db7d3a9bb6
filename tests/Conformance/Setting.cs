using System.Globalization;
using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance;

/// <summary>A small random law with a predictor, as a pipeline's text and as the oracles see it.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Vocabulary size S.</param>
/// <param name="Law">Shape [S^L].</param>
/// <param name="Weight">The mixture's weight; 0 is the exact predictor.</param>
public sealed record Setting(int Length, int States, double[] Law, double Weight)
{
    private readonly Func<int[], int, double[]> _mixed = Predictors.Mixture(Predictors.Exact(Law, Length, States), Weight);

    /// <summary>Laws of up to 4 tokens of up to 3 symbols, some with impossible sequences; predictors exact or mixed.</summary>
    public static Gen<Setting> Random { get; } =
        from length in Gen.Int[1, 4]
        from states in Gen.Int[2, 3]
        from weights in Gen.Frequency((6, Gen.Double[0.01, 1]), (1, Gen.Const(0.0))).Array[Laws.Count(length, states)]
        from weight in Gen.Frequency((1, Gen.Const(0.0)), (1, Gen.Double[0.05, 0.9]))
        select Create(length, states, weights, weight);

    /// <summary>One law of this size, without ties or impossible sequences, and a mixed predictor.</summary>
    public static Setting Of(int length, int states) =>
        Create(length, states, [.. Enumerable.Range(0, Laws.Count(length, states)).Select(k => 1.0 + (k * 7919 % 101))], 0.2);

    /// <summary>What is done to the predictor's rows before tokens are drawn from them, or nothing.</summary>
    public Warping? Warped { get; init; }

    /// <summary>The predictor that tokens are drawn from, as the oracles compute it.</summary>
    public Func<int[], int, double[]> Predictor => Warped is null ? _mixed : Predictors.Warped(_mixed, Warped.Temperature, Warped.TopK, Warped.TopP);

    /// <summary>What schedules read confidence from.</summary>
    public Func<int[], int, double[]> Read => Warped is { Before: true } ? _mixed : Predictor;

    /// <summary>A number that reads back as itself.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The data section.</summary>
    public string Data => $$"""{ "kind": "table", "length": {{Length}}, "states": {{States}}, "probabilities": [{{string.Join(", ", Law.Select(Text))}}] }""";

    /// <summary>The predictor section.</summary>
    public string PredictorSection => Warped is not { } warped ? Mixed
        : $$"""{ "kind": "warped", "temperature": {{Text(warped.Temperature)}}, "topK": {{warped.TopK}}, "topP": {{Text(warped.TopP)}}, "confidence": "{{(warped.Before ? "before" : "after")}}", "inner": {{Mixed}} }""";

    private string Mixed => $$"""{ "kind": "mixture", "weight": {{Text(Weight)}} }""";

    /// <summary>The pipeline's text.</summary>
    public string Pipeline(string schedule, string metrics, string sampler = "\"ancestral\"") =>
        $$"""{ "data": {{Data}}, "predictor": {{PredictorSection}}, "schedule": {{schedule}}, "sampler": {{sampler}}, "metrics": { {{metrics}} } }""";

    private static Setting Create(int length, int states, double[] weights, double weight)
    {
        weights[^1] += 0.1;
        var total = weights.Sum();
        return new Setting(length, states, [.. weights.Select(w => w / total)], weight);
    }
}

/// <summary>Temperature, then top-k, then top-p, and whether confidence is read before them.</summary>
public sealed record Warping(double Temperature = 1, int TopK = int.MaxValue, double TopP = 1, bool Before = false);
