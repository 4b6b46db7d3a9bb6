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

        new("sampler", "first-hitting", null, "\"first-hitting\"",
            setting => Divergences.Output(setting.Length, setting.States, Ones(setting), setting.Predictor),
            setting => Divergences.Expected(setting.Law, setting.Length, setting.States, Ones(setting), setting.Predictor))
        {
            Largest = Setting.Of(5, 3),
        },
        OfTimes("", [1 / 3.0, 1 / 3.0, 1 / 3.0]),
        OfTimes(""" "noise": { "kind": "linear", "minimum": 1, "maximum": 3 }, """, Times(Linear(3))),

        Remasked(""" "steps": 3, "eta": 0.3 """, "", [0, 1 / 3.0, 2 / 3.0, 1], (most, _) => Math.Min(0.3, most)),
        Remasked(""" "steps": 4, "strategy": "rescale", "eta": 0.8 """, """ "noise": { "kind": "linear", "minimum": 1, "maximum": 3 }, """, Linear(4), (most, _) => 0.8 * most),
        Remasked(
            """ "steps": 4, "strategy": "loop", "eta": 0.5, "tOn": 0.8, "tOff": 0.3, "survivalOn": 0.6 """, "", [0, 0.6, 0.6, 1 - (0.25 / 0.3 * 0.4), 1],
            (most, step) => step is 1 or 2 ? Math.Min(0.5, most) : 0),
        Remasked(""" "steps": 3, "strategy": "confidence" """, """ "noise": { "kind": "cosine", "epsilon": 0 }, """, [0, 0.5, Math.Sqrt(3) / 2, 1], (most, _) => most, byConfidence: true),

        Corrected("\"corrector\"", 2, 1, _ => Corrections.Gibbs),
        Corrected("""{ "kind": "corrector", "moves": 3 }""", 2, 3, _ => Corrections.Gibbs),
        Corrected(
            """{ "kind": "corrector", "rule": "informed", "positions": 2, "temperature": 0.7 }""", 2, 1,
            setting => Corrections.Informed(setting.States, 2, 0.7, setting.Read)),

        OnGrid("ancestral", "", true, GridSamplers.Rule.Ancestral),
        OnGrid("ancestral", "", false, GridSamplers.Rule.Ancestral),
        OnGrid("tweedie", "", true, GridSamplers.Rule.Ancestral),
        OnGrid("tweedie", "", false, GridSamplers.Rule.Ancestral),
        OnGrid("euler", "", true, GridSamplers.Rule.Euler),
        OnGrid("euler", "", false, GridSamplers.Rule.Euler),
        OnGrid("tau-leaping", """ "rule": "reject", """, true, GridSamplers.Rule.LeapReject),
        OnGrid("tau-leaping", """ "rule": "reject", """, false, GridSamplers.Rule.LeapReject),
        OnGrid("tau-leaping", "", true, GridSamplers.Rule.LeapFirst),
        OnGrid("tau-leaping", "", false, GridSamplers.Rule.LeapFirst),
        OnGrid("euler", "", false, GridSamplers.Rule.Euler, corrections: 2),
        OnGrid("ancestral", "", false, GridSamplers.Rule.Ancestral, corrections: 1),
        TwoStage("trapezoidal", 0.5, true),
        TwoStage("trapezoidal", 0.3, false),
        TwoStage("rk2", 0.4, true),
        TwoStage("rk2", 0.7, false),
        Jumped("gillespie", "", true, setting => Divergences.Output(setting.Length, setting.States, Ones(setting), setting.Predictor)),
        Jumped("gillespie", """ "stop": 0.5, "finish": "leave" """, false, Stopped),
        Jumped("uniformization", """ "window": 3, "bound": 1.5 """, true, setting => Divergences.Output(setting.Length, setting.States, Ones(setting), setting.Predictor)),
        Jumped("uniformization", """ "stop": 0.5 """, false, setting => JumpLaws.Finished(Stopped(setting), setting.Law, setting.Length, setting.States, 0.75)),
        Jumped("gillespie-frozen", """ "stop": 0.3 """, true, setting => Frozen(setting, true)),
        Jumped("gillespie-frozen", """ "stop": 0.3, "finish": "leave" """, false, setting => Frozen(setting, false)),
        Jumped("gillespie-frozen", """ "stop": 0.3, "jumps": 9 """, true, setting => JumpLaws.OneLook(
            setting.Law, setting.Length, setting.States, 1 - Math.Exp(-0.7 * 3 / (Math.Exp(2) - 1)), setting.Predictor)),
        Reversed(masked: true),
        Reversed(masked: false),
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

    /// <summary>Whether the sampler draws real numbers, so that its law is estimated only.</summary>
    public bool IsContinuous { get; private init; }

    /// <summary>Whether the pipeline has a score.</summary>
    public bool LooksAtScores => Rest.Contains("\"score\"", StringComparison.Ordinal);

    /// <summary>Other sections, each with a comma after it.</summary>
    public string Rest { get; private init; } = "";

    /// <summary>The expected number of predictor calls, by an oracle; null where it is one for every step.</summary>
    public Func<Setting, double>? Calls { get; private init; }

    /// <summary>The pipeline's text.</summary>
    public string Pipeline(Setting setting, string metrics) => Pipeline(setting.Data, setting.PredictorSection, setting.Length, $$""" "metrics": { {{metrics}} } """);

    /// <summary>The pipeline's text over a data law and a predictor in JSON.</summary>
    public string Pipeline(string data, string predictor, int length, string rest) =>
        $$"""{ "data": {{data}}, "predictor": {{predictor}}, {{Rest}} {{(Schedule is null ? "" : $"\"schedule\": {Schedule(length)},")}} "sampler": {{Sampler}}, {{rest}} }""";

    public override string ToString() => $"{Section}/{Kind}";

    private static int[] Ones(Setting setting) => [.. Enumerable.Repeat(1, setting.Length)];

    /// <summary>Survival at t = 1 − j/N under rates from 1 to 3, <c>B = t + t²</c>.</summary>
    private static double[] Linear(int steps) => [.. Enumerable.Range(0, steps + 1).Select(j => 1 - ((double)j / steps)).Select(t => Math.Exp(-t - (t * t)))];

    /// <summary>The probability of each of the times 1…N, given that there is one.</summary>
    private static double[] Times(double[] survival) =>
        [.. Enumerable.Range(1, survival.Length - 1).Select(k => (survival[^k] - survival[^(k + 1)]) / (1 - survival[0]))];

    private static SamplingCase OfTimes(string noise, double[] times) => new(
        "sampler", "dndm", null, $$"""{ "kind": "dndm", "steps": {{times.Length}} }""",
        setting => Enumerable.Range(0, setting.Law.Length).Select(x => Grids.TransitionTimes(setting.Length, times)
            .Sum(one => one.Probability * Divergences.Probability(setting.Length, setting.States, one.Blocks, x, setting.Predictor))).ToArray(),
        setting => Grids.TransitionTimes(setting.Length, times)
            .Sum(one => one.Probability * Laws.Divergence(setting.Law, Divergences.Output(setting.Length, setting.States, one.Blocks, setting.Predictor))))
    {
        Largest = Setting.Of(5, 2),
        Rest = noise,
        Calls = setting => Grids.TransitionTimes(setting.Length, times).Sum(one => one.Probability * one.Blocks.Length),
    };

    private static SamplingCase Remasked(string options, string noise, double[] survival, Func<double, int, double> sigma, bool byConfidence = false)
    {
        return new SamplingCase(
            "sampler", "remask", null, $$"""{ "kind": "remask", {{options}} }""",
            setting => byConfidence
                ? Grids.RemaskedByConfidence(setting.Length, setting.States, survival, Sigma, setting.Read, setting.Predictor)
                : Grids.Remasked(setting.Length, setting.States, survival, Sigma, setting.Predictor).Law,
            null)
        {
            Largest = byConfidence ? Setting.Of(4, 2) : Setting.Of(4, 3),
            Rest = noise,
            Calls = byConfidence ? null : setting => Grids.Remasked(setting.Length, setting.States, survival, Sigma, setting.Predictor).Calls,
        };

        double Sigma(int step) => sigma(survival[step] == 0 ? 1 : Math.Min(1, (1 - survival[step + 1]) / survival[step]), step);
    }

    /// <summary>Three steps even in t, under rates from 1 to 3; under the masked process with the predictor's score, under the uniform one with the exact score.</summary>
    private static SamplingCase OnGrid(string kind, string options, bool masked, GridSamplers.Rule rule, int corrections = 0)
    {
        const int Steps = 3;
        (double, double, double)[] grid = [.. Enumerable.Range(0, Steps + 1).Select(j => 1 - ((double)j / Steps)).Select(t => (t, t + (t * t), 1 + (2 * t)))];
        return new SamplingCase("sampler", kind, null, $$"""{ "kind": "{{kind}}", {{options}} "steps": {{Steps}}{{(corrections > 0 ? $", \"corrections\": {corrections}" : "")}} }""", setting => masked
            ? GridSamplers.Filled(GridSamplers.Law(true, setting.Law, setting.Length, setting.States, grid, rule, setting.Predictor), setting.Law, setting.Length, setting.States, setting.Predictor)
            : GridSamplers.Law(false, setting.Law, setting.Length, setting.States, grid, rule, corrections: corrections), null)
        {
            Largest = Setting.Of(4, 3),
            Rest = Chain(masked),
        };
    }

    private static SamplingCase TwoStage(string kind, double theta, bool masked) => new(
        "sampler", kind, null, $$"""{ "kind": "{{kind}}", "steps": 2, "theta": {{Setting.Text(theta)}} }""", setting =>
        {
            var law = TwoStages.Law(
                masked, setting.Law, setting.Length, setting.States, [1, 0.5, 0], t => (t + (t * t), 1 + (2 * t)), theta, kind == "trapezoidal", masked ? setting.Predictor : null);
            return masked ? GridSamplers.Filled(law, setting.Law, setting.Length, setting.States, setting.Predictor) : law;
        }, null)
    {
        Largest = Setting.Of(3, 3),
        Rest = Chain(masked),
    };

    /// <summary>From jump to jump, under rates from 1 to 3.</summary>
    private static SamplingCase Jumped(string kind, string options, bool masked, Func<Setting, double[]> law) => new(
        "sampler", kind, null, $$"""{ "kind": "{{kind}}"{{(options.Length > 0 ? $",{options}" : "")}} }""", law, null) { Rest = Chain(masked), IsContinuous = true };

    /// <summary>The uniform process's reverse chain at t = 0.5.</summary>
    private static double[] Stopped(Setting setting) => JumpLaws.Uniform(setting.Law, setting.Length, setting.States, 0.75, 2);

    private static double[] Frozen(Setting setting, bool masked)
    {
        var states = Enumerable.Range(0, Laws.Count(setting.Length, masked ? setting.States + 1 : setting.States)).ToArray();
        double[] Only(int state) => [.. states.Select(x => x == state ? 1.0 : 0)];
        return JumpLaws.Frozen(
            masked, setting.Law, setting.Length, setting.States, 0.3, t => (t + (t * t), 1 + (2 * t)),
            [.. states.Select(x => masked ? GridSamplers.Filled(Only(x), setting.Law, setting.Length, setting.States, setting.Predictor) : Only(x))], masked ? setting.Predictor : null);
    }

    /// <summary>The chain without steps, from the prior.</summary>
    private static SamplingCase Reversed(bool masked)
    {
        return new SamplingCase("sampler", "reverse-process", null, "\"reverse-process\"", setting => masked
            ? Divergences.Output(setting.Length, setting.States, Ones(setting), setting.Predictor)
            : JumpLaws.Uniform(setting.Law, setting.Length, setting.States, 0, 2), null)
        {
            Largest = masked ? Setting.Of(5, 3) : Setting.Of(3, 3),
            Rest = Chain(masked),
        };
    }

    private static string Chain(bool masked) =>
        $$""" "process": "{{(masked ? "masked" : "uniform")}}", "noise": { "kind": "linear", "minimum": 1, "maximum": 3 }, "score": "{{(masked ? "predictor" : "exact")}}", """;

    private static SamplingCase Corrected(string sampler, int steps, int moves, Func<Setting, Corrections.Choice> choice) => new(
        "sampler", "corrector", _ => $$"""{ "kind": "balanced", "steps": {{steps}} }""", sampler,
        setting => Corrections.Output(setting.Length, setting.States, Orders.Random(step => [.. Enumerable.Repeat(0.0, Sizes.Balanced(setting.Length, steps)[step] - 1), 1]), moves, choice(setting), setting.Predictor), null)
    {
        Largest = Setting.Of(4, 3),
    };

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
