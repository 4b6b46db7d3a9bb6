using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Sampling;

/// <summary>An installed schedule or sampler with options, and what it generates, by plain enumeration.</summary>
/// <param name="Section">Its section, <c>schedule</c> or <c>sampler</c>.</param>
/// <param name="Kind">Its name there.</param>
/// <param name="Schedule">The schedule's JSON by length, at least 2; null if the sampler takes none.</param>
/// <param name="Sampler">The sampler's JSON.</param>
/// <param name="Law">The law of what is generated, by an oracle.</param>
/// <param name="Divergence"><c>E_ω KL</c> by an oracle; null where replay does not apply (T 1.8).</param>
internal sealed record SamplingCase(
    string Section, string Kind, Func<int, string>? Schedule, string Sampler, Func<Setting, double[]> Law, Func<Setting, double>? Divergence)
{
    /// <summary>At least one of every installed schedule and sampler.</summary>
    public static IReadOnlyList<SamplingCase> All { get; } =
    [
        OfSizes("balanced", """ "steps": 2 """, setting => Sizes.Balanced(setting.Length, 2)),
        OfSizes("cosine", """ "steps": 2 """, setting => Sizes.Cosine(setting.Length, 2)),
        OfSizes("equal-information", """ "steps": 2 """, setting => Sizes.EqualArea(Curves.CrossEntropy(setting.Law, setting.Length, setting.States, setting.Predictor), 2)),
        OfSizes("geometric", """ "ratio": 0.4 """, setting => Sizes.Geometric(setting.Length, 0.4)),
        OfSizes("one-large", """ "maximum": 2 """, setting => Sizes.OneLarge(setting.Length, 2)),
        OfSizes("optimal", """ "steps": 2 """, Least),
        OfRandomSizes("random-halving", """ "maximum": 2 """, setting => Sizes.RandomHalving(setting.Length, 2)),
        OfRandomSizes("random-offset", """ "maximum": 2 """, setting => Sizes.RandomOffset(setting.Length, 2)),
        OfRandomSizes("random-sizes", """ "steps": 2 """, setting => Sizes.RandomSizes(setting.Length, 2, w => 1.0 / Math.Min(w, setting.Length - w))),
        OfSizes("sizes", """ "sizes": [SIZES] """, setting => [2, .. Enumerable.Repeat(1, setting.Length - 2)]),

        OfOrder("entropy", """ "steps": 2 """, setting => Orders.Lowest(setting.Read, Halves(setting), Laws.Entropy)),
        OfOrder("margin", """ "perStep": 2 """, setting => Orders.Lowest(setting.Read, _ => 2, row => row.Order().ElementAt(row.Length - 2) - row.Max())),
        OfOrder("top-probability", """ "steps": 2 """, setting => Orders.Lowest(setting.Read, Halves(setting), row => -row.Max())),
        OfOrder("left-to-right", """ "perStep": 2 """, _ => Orders.LeftToRight(2)),
        OfOrder("threshold", """ "probability": 0.6 """, setting => Orders.Threshold(setting.Read, 0.6)),
        OfOrder("entropy-bounded", """ "budget": 0.6 """, setting => Orders.EntropyBounded(setting.Read, 0.6)),
        OfOrder("blocks", """ "length": 2, "inner": { "kind": "random-offset", "maximum": 2 } """, setting => Orders.Blocks(2, Orders.Random(step => step == 0 ? [0.5, 0.5] : [0, 1]))),
        OfOrder("klass", """ "confidence": 0.4, "stability": 0.05 """, setting => Orders.Klass(setting.Read, 0.4, 0.05, 2)),
        OfConfidence(""" "steps": 2 """, _ => 0),
        OfConfidence(""" "steps": 2, "temperature": 1.5, "annealed": true """, step => 1.5 * (1 - ((step + 1) / 2.0))),

        new("sampler", "ancestral", _ => """{ "kind": "random-offset", "maximum": 2 }""", "\"ancestral\"",
            setting => Divergences.Output(setting.Length, setting.States, Sizes.RandomOffset(setting.Length, 2), setting.Predictor),
            setting => Divergences.Expected(setting.Law, setting.Length, setting.States, Sizes.RandomOffset(setting.Length, 2), setting.Predictor))
        {
            Largest = Setting.Of(5, 3),
        },
    ];

    /// <summary>The cases of a section's plugin.</summary>
    /// <remarks>Fails if there is none: an installed plugin that no oracle knows.</remarks>
    public static IReadOnlyList<SamplingCase> Of(string section, string kind)
    {
        var all = All.Where(one => one.Section == section && one.Kind == kind).ToList();
        Assert.True(all.Count > 0, $"{section}/{kind} is installed and has no case in {nameof(SamplingCase)}: add one with an oracle of its law");
        return all;
    }

    /// <summary>Every installed schedule and sampler.</summary>
    public static TheoryData<string, string> Installed => new(
        from section in new[] { "schedule", "sampler" } from kind in Conformance.Installed.Names(section) select (section, kind));

    /// <summary>The largest law that the oracle is tried on: it lists the orders of all positions for random sizes.</summary>
    public Setting Largest { get; private init; } = Setting.Of(6, 3);

    /// <summary>The pipeline's text.</summary>
    public string Pipeline(Setting setting, string metrics) => Pipeline(setting.Data, setting.PredictorSection, setting.Length, $$""" "metrics": { {{metrics}} } """);

    /// <summary>The pipeline's text over a data law and a predictor in JSON.</summary>
    public string Pipeline(string data, string predictor, int length, string rest) =>
        $$"""{ "data": {{data}}, "predictor": {{predictor}}, {{(Schedule is null ? "" : $"\"schedule\": {Schedule(length)},")}} "sampler": {{Sampler}}, {{rest}} }""";

    public override string ToString() => $"{Section}/{Kind}";

    private static SamplingCase OfSizes(string kind, string options, Func<Setting, int[]> sizes) =>
        OfRandomSizes(kind, options, setting => [(sizes(setting), 1.0)]);

    private static SamplingCase OfRandomSizes(string kind, string options, Func<Setting, List<(int[] Sizes, double Probability)>> sizes) => new(
        "schedule", kind, Json(kind, options), "\"ancestral\"",
        setting => Divergences.Output(setting.Length, setting.States, sizes(setting), setting.Predictor),
        setting => Divergences.Expected(setting.Law, setting.Length, setting.States, sizes(setting), setting.Predictor))
    {
        Largest = Setting.Of(5, 3),
    };

    private static SamplingCase OfOrder(string kind, string options, Func<Setting, Reveal> order) => new(
        "schedule", kind, Json(kind, options), "\"ancestral\"",
        setting => Reveals.Output(setting.Length, setting.States, order(setting), setting.Predictor),
        setting => Reveals.Divergence(setting.Law, setting.Length, setting.States, order(setting), setting.Predictor));

    /// <summary>MaskGIT's order in two steps.</summary>
    private static SamplingCase OfConfidence(string options, Func<int, double> temperature) => new(
        "schedule", "confidence", Json("confidence", options), "\"ancestral\"",
        setting => Orders.Confidence(setting.Length, setting.States, Sizes.Balanced(setting.Length, 2), temperature, setting.Read, setting.Predictor), null);

    private static Func<int, int> Halves(Setting setting) => step => Sizes.Balanced(setting.Length, 2)[step];

    /// <summary>The two sizes of least error.</summary>
    private static int[] Least(Setting setting) => Sizes.Compositions(setting.Length).Where(sizes => sizes.Length == 2)
        .MinBy(sizes => Divergences.Expected(setting.Law, setting.Length, setting.States, sizes, setting.Predictor))!;

    private static Func<int, string> Json(string kind, string options) => length =>
        $$"""{ "kind": "{{kind}}", {{options.Replace("SIZES", string.Join(", ", Enumerable.Repeat("1", length - 2).Prepend("2")), StringComparison.Ordinal)}} }""";
}
