using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Suites;

/// <summary>An installed plugin with options, and the suite of its contract over it.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Kind">Its name there.</param>
/// <param name="Options">What is particular about this one.</param>
/// <param name="Contract">The suite.</param>
/// <param name="Create">Makes the suite; the plugin is made by the host, from a pipeline's text.</param>
internal sealed record InstalledSuite(string Section, string Kind, string Options, Type Contract, Func<object> Create)
{
    public string Title => $"{Section}/{Kind} {Options} as {Contract.Name}";
}

/// <summary>Every installed plugin under the suite of its contract.</summary>
internal static class InstalledSuites
{
    public static IReadOnlyList<InstalledSuite> All { get; } = [.. Schedules(), .. Samplers(), .. Predictors(), .. Scores(), .. Laws(), .. Processes(), .. Noises(), .. Grids(), .. Metrics(), .. Kernels()];

    /// <summary>One pattern of given tokens for each law, with some on both sides.</summary>
    private static IEnumerable<GivenCase> Infilled => LawCase.Given.Where(given => given.Pattern == GivenCase.Ends);

    private static IEnumerable<InstalledSuite> Schedules()
    {
        return
        [
            Order("balanced", "steps: 2", TwoSteps),
            Sizes("balanced", "steps: 2", TwoSteps),
            Sizes("balanced", "steps: L", shape => $$""" "steps": {{shape.Length}} """),
            Sizes("cosine", "steps: 2", TwoSteps),
            Sizes("cosine", "steps: L/2", shape => $$""" "steps": {{(shape.Length + 1) / 2}} """),
            Sizes("equal-information", "steps: 2", TwoSteps),
            Sizes("geometric", "ratio: 0.4", _ => """ "ratio": 0.4 """),
            Sizes("geometric", "of: revealed", _ => """ "ratio": 0.7, "of": "revealed" """),
            Sizes("one-large", "maximum: 2", shape => $$""" "maximum": {{Math.Min(2, shape.Length)}} """),
            Sizes("optimal", "steps: 2", TwoSteps),
            Sizes("optimal", "error: 0.1", _ => """ "error": 0.1 """),
            Sizes("optimal", "samples: 8", shape => $$""" "samples": 8, {{TwoSteps(shape)}} """),
            Sizes("random-halving", "maximum: 2", _ => """ "maximum": 2 """, shortest: 2),
            Sizes("random-halving", "maximum: 4", _ => """ "maximum": 4 """, shortest: 4),
            Sizes("random-offset", "maximum: 2", shape => $$""" "maximum": {{Math.Min(2, shape.Length)}} """),
            Sizes("random-offset", "maximum: L", shape => $$""" "maximum": {{shape.Length}} """),
            Sizes("random-sizes", "steps: 2", TwoSteps),
            Sizes("random-sizes", "steps: L", shape => $$""" "steps": {{shape.Length}}, "adapts": "dualTotalCorrelation" """),
            Sizes("sizes", "1, rest", shape => $$""" "sizes": [1{{(shape.Length > 1 ? $", {shape.Length - 1}" : "")}}] """),
            Order("blocks", "length: 2 of klass", shape => $$""" "length": {{Math.Min(2, shape.Length)}}, "inner": "klass" """),
            Order("blocks", "length: 3 of sizes", shape => $$""" "length": {{Math.Min(3, shape.Length)}}, "inner": { "kind": "random-offset", "maximum": {{Math.Min(2, shape.Length)}} } """),
            Order("confidence", "steps: 2", TwoSteps, replays: false),
            Order("confidence", "temperature: 0.5", _ => """ "perStep": 1, "temperature": 0.5, "annealed": true """, replays: false),
            Order("entropy", "steps: 2", TwoSteps),
            Order("entropy", "perStep: 1", _ => """ "perStep": 1 """),
            Order("entropy-bounded", "budget: 0.5", _ => """ "budget": 0.5 """),
            Order("entropy-bounded", "budget: 0", _ => """ "budget": 0 """),
            Order("klass", "history: 2", _ => """ "confidence": 0.5, "stability": 0.1 """),
            Order("klass", "history: 1", _ => """ "confidence": 0, "stability": 1, "history": 1 """),
            Order("left-to-right", "steps: 2", TwoSteps),
            Order("margin", "steps: 2", TwoSteps),
            Order("threshold", "probability: 0.5", _ => """ "probability": 0.5 """),
            Order("threshold", "probability: 1", _ => """ "probability": 1 """),
            Order("top-probability", "perStep: 1", _ => """ "perStep": 1 """),
        ];

        static string TwoSteps(Shape shape) => $$""" "steps": {{Math.Min(2, shape.Length)}} """;

        static InstalledSuite Sizes(string kind, string title, Func<Shape, string> options, int shortest = 1) => new(
            "schedule", kind, title, typeof(SizeLawConformance), () => new InstalledSizeLaw(shape => Installed.SizeLaw(shape, Json(kind, options(shape))), shortest));

        static InstalledSuite Order(string kind, string title, Func<Shape, string> options, bool replays = true) => new(
            "schedule", kind, title, typeof(ScheduleConformance), () => new InstalledSchedule(shape => Installed.Schedule(shape, Json(kind, options(shape))), replays));
    }

    private static IEnumerable<InstalledSuite> Samplers() =>
    [
        Sampler("ancestral", "", """ "schedule": { "kind": "random-offset", "maximum": 1 }, """),
        Sampler("ancestral", "", """ "schedule": { "kind": "entropy", "perStep": 1 }, """),
        Sampler("first-hitting", ""),
        Sampler("dndm", """ "steps": 3 """),
        Sampler("dndm", """ "steps": 2 """, """ "noise": { "kind": "cosine" }, """),
        Sampler("remask", """ "steps": 3, "eta": 0.2 """),
        Sampler("remask", """ "steps": 3, "strategy": "rescale", "eta": 1 """, """ "noise": { "kind": "linear", "minimum": 1, "maximum": 3 }, """),
        Sampler("remask", """ "steps": 4, "strategy": "loop", "eta": 0.3 """),
        Sampler("remask", """ "steps": 2, "strategy": "confidence" """, replays: false),
        Sampler("corrector", """ "moves": 2 """, """ "schedule": { "kind": "entropy", "perStep": 1 }, """),
        Sampler("corrector", """ "rule": "informed", "positions": 2 """, """ "schedule": { "kind": "random-offset", "maximum": 1 }, """),
        .. Chains("ancestral", """ "steps": 3 """),
        .. Chains("ancestral", """ "steps": 2, "finish": "leave", "grid": "cosine" """),
        .. Chains("euler", """ "steps": 2, "grid": "geometric" """),
        .. Chains("euler", """ "steps": 3, "finish": "leave" """),
        .. Chains("tau-leaping", """ "steps": 2 """),
        .. Chains("tau-leaping", """ "steps": 3, "rule": "reject", "grid": "equal-noise" """),
        .. Chains("tweedie", """ "steps": 3 """),
        .. Chains("trapezoidal", """ "steps": 1 """),
        .. Chains("rk2", """ "steps": 1, "theta": 0.7 """),
        Chain("euler", """ "steps": 3, "corrections": 1 """, "uniform"),
        .. Chains("gillespie", """ "bound": 8 """),
        .. Chains("gillespie", """ "stop": 0.2, "finish": "leave", "bound": 8 """),
        .. Chains("uniformization", """ "stop": 0.1, "bound": 8 """),
        .. Chains("gillespie-frozen", """ "stop": 0.1 """),
        Chain("gillespie-frozen", """ "jumps": 2 """, "masked"),
        .. Chains("reverse-process", ""),
    ];

    /// <summary>A sampler of a reverse chain, under the masked process and the uniform one.</summary>
    private static IEnumerable<InstalledSuite> Chains(string kind, string options) => [Chain(kind, options, "masked"), Chain(kind, options, "uniform")];

    private static InstalledSuite Chain(string kind, string options, string process) => new(
        "sampler", kind, $"{options.Trim()} {process}", typeof(SamplerConformance), () => new InstalledSampler(
            Json(kind, options), $$""" "process": "{{process}}", "noise": { "kind": "linear", "minimum": 1, "maximum": 3 }, "score": "exact", """, replays: kind != "reverse-process", hasMask: process == "masked", longest: kind == "reverse-process" ? 4 : int.MaxValue));

    private static InstalledSuite Sampler(string kind, string options, string sections = "", bool replays = true) => new(
        "sampler", kind, $"{options.Trim()} {sections.Trim()}".Trim(), typeof(SamplerConformance), () => new InstalledSampler(Json(kind, options), sections, replays));

    private static IEnumerable<InstalledSuite> Predictors() => new (string Kind, string Options)[]
    {
        ("exact", ""),
        ("marginal", ""),
        ("mixture", """ "weight": 0.3 """),
        ("ngram", $$""" "order": 3, "counts": "{{Files.Grams}}" """),
        ("ngram", $$""" "order": 2, "counts": "{{Files.Grams}}", "smoothing": "kneserNey" """),
        ("ngram", $$""" "order": 1, "counts": "{{Files.Grams}}", "smoothing": "additive" """),
        ("mixture", """ "weight": 1 """),
        ("mixture", """ "weight": 0.3, "inner": "marginal" """),
        ("tempered", """ "temperature": 0.6 """),
        ("warped", """ "temperature": 0.6, "topK": 2, "topP": 0.9 """),
        ("warped", """ "temperature": 2, "confidence": "before" """),
        ("tempered", """ "temperature": 2, "inner": "marginal" """),
        ("tempered", """ "temperature": 0.5, "inner": { "kind": "mixture", "weight": 0.2, "inner": { "kind": "tempered", "temperature": 3 } } """),
    }.SelectMany(one => new (string Title, IEnumerable<LawCase> Laws)[] { ("", LawCase.Varied), (" on given tokens", Infilled.Select(given => given.Law)) }.Select(laws => new InstalledSuite(
        "predictor", one.Kind, $"{one.Options.Trim()}{laws.Title}", typeof(PredictorConformance), () => new InstalledPredictor(Json(one.Kind, one.Options), laws.Laws))));

    private static IEnumerable<InstalledSuite> Scores() => new (string Kind, string Options)[]
    {
        ("exact", ""),
        ("predictor", ""),
        ("perturbed", """ "amplitude": 0.5 """),
        ("perturbed", """ "amplitude": 3, "shape": "constant", "at": 0.4, "width": 0.1, "position": 0 """),
        ("perturbed", """ "amplitude": -2, "stateDependent": true, "inner": "predictor" """),
    }.SelectMany(one => new (string Title, string[] Processes, int? States)[] { ("", ["masked", "uniform"], null), (" under rates", [Json("tokens", $"\"rates\": \"{Files.Rates}\"")], 2) }.Select(under => new InstalledSuite(
        "score", one.Kind, $"{one.Options.Trim()}{under.Title}", typeof(ScoreConformance), () => new InstalledScore(Json(one.Kind, one.Options), under.Processes, under.States))));

    private static IEnumerable<InstalledSuite> Laws() =>
    [
        .. LawCase.All.Concat(LawCase.Given.Select(given => given.Law)).Select(law => new InstalledSuite("data", law.Kind, $"({law.Name})", typeof(DataConformance), () => new InstalledLaw(law))),
        .. Infilled.Where(given => given.Law.Kind != "text").Select(given => new InstalledSuite("data", given.Law.Kind, $"({given.Title}, by the host)", typeof(DataConformance), () => new ConditionedInstalledLaw(given))),
    ];

    private static IEnumerable<InstalledSuite> Processes() =>
    [
        .. new[] { "masked", "uniform" }.Select(kind => new InstalledSuite("process", kind, "", typeof(ProcessConformance), () => new InstalledProcess(kind))),
        .. new[] { (Files.Rates, 2), (Files.ThreeRates, 3), (Files.RoundRates, 3), (Files.AbsorbingRates, 3) }.Select(rates => new InstalledSuite(
            "process", "tokens", $"of {Path.GetFileName(rates.Item1)}", typeof(ProcessConformance), () => new InstalledProcess(Json("tokens", $"\"rates\": \"{rates.Item1}\""), rates.Item2, rates.Item1 != Files.RoundRates))),
    ];

    private static IEnumerable<InstalledSuite> Noises() => new (string Kind, string Options)[]
    {
        ("constant", """ "rate": 2, "end": 3 """),
        ("linear", """ "minimum": 0.1, "maximum": 20 """),
        ("linear", """ "minimum": 0, "maximum": 3, "end": 0.5 """),
        ("log-linear", ""),
        ("log-linear", """ "epsilon": 0 """),
        ("cosine", ""),
        ("cosine", """ "epsilon": 0 """),
        ("geometric", """ "minimum": 0.001, "maximum": 10 """),
        ("piecewise", $$""" "file": "{{Files.Points}}" """),
    }.Select(one => new InstalledSuite("noise", one.Kind, one.Options.Trim(), typeof(NoiseConformance), () => new InstalledNoise(Json(one.Kind, one.Options))));

    private static IEnumerable<InstalledSuite> Grids() => new (string Kind, string Options)[]
    {
        ("uniform", ""),
        ("equal-noise", ""),
        ("geometric", ""),
        ("geometric", """ "first": 1e-6 """),
        ("cosine", ""),
        ("jump-your-steps", ""),
        ("equal-entropy-production", ""),
        ("equal-w1", ""),
    }.SelectMany(one => new[] { "masked", "uniform" }.Select(process => new InstalledSuite(
        "grid", one.Kind, $"{one.Options.Trim()} {process}", typeof(GridConformance), () => new InstalledGrid(Json(one.Kind, one.Options), process))));

    private static IEnumerable<InstalledSuite> Metrics() =>
    [
        Metric("attribution", """ "position": 0, "symbol": 1 """, ["", "prior", "position", "time", "cell"], scored: true),
        Metric("bounded-lipschitz", "", ["", "gap"], zero: [""], symmetric: [""]),
        Metric("bounds", "", SizeBounds),
        Metric("bounds", "", [.. SizeBounds, "tv", "tv-sharp", "path", "kl", "kl-tv", "prior", "prior-exact", "observable", "total-rate", "not-all-masked", "factor", "loss"], scored: true),
        Metric("elbo", "", ["nats-per-token", "bits-per-token", "perplexity"]),
        Metric("elbo", """ "method": "samples", "samples": 100 """, ["nats-per-token", "bits-per-token", "perplexity"]),
        Metric("entropy", "", ["", "sequence"]),
        Metric("information", "", ["entropy", "sum", "total-correlation", "dual-total-correlation", "curve", "cross-entropy"]),
        Metric("information", """ "method": "samples", "samples": 100 """, ["entropy", "sum", "total-correlation", "dual-total-correlation", "curve", "cross-entropy"]),
        Metric("kl", "", ["", "step", "marginal"], zero: ["", "step", "marginal"]),
        Metric("kl", """ "method": "condition" """, ["marginal"], zero: ["marginal"]),
        Metric("kl", """ "method": "samples" """, ["marginal"]),
        Metric("law", "", [""]),
        Metric("losses", "", Losses, scored: true),
        Metric("mmd", """ "batch": 50 """, ["", "squared"], zero: ["", "squared"], symmetric: [""]),
        Metric("mmd", """ "kernel": "overlap", "batch": 50 """, ["", "squared"], zero: ["", "squared"], symmetric: [""]),
        Metric("nfe", "", [""]),
        Metric("observables", $$""" "file": "{{Files.Observables}}" """, ["", "error"], zero: ["", "error"], symmetric: [""]),
        Metric("ter", "", ["data", "generated", "gap"], zero: ["gap"]),
        Metric("training-error", "", [""], zero: [""]),
        Metric("training-error", """ "method": "samples", "samples": 100 """, [""], zero: [""]),
        Metric("tv", "", [""], zero: [""], symmetric: [""]),
        Metric("tv", """ "marginal": "position" """, ["position"], zero: ["position"], symmetric: ["position"]),
        Metric("tv", """ "marginal": "k", "k": 1 """, ["kgram"], zero: ["kgram"], symmetric: ["kgram"]),
        Metric("w1", "", ["", "gap", "baseline"], zero: [""], symmetric: [""]),
    ];

    private static IEnumerable<InstalledSuite> Kernels() => new (string Kind, string Options)[] { ("hamming", ""), ("hamming", """ "rate": 0.3 """), ("overlap", "") }.Select(one => new InstalledSuite(
        "kernel", one.Kind, one.Options.Trim(), typeof(KernelConformance), () => new InstalledKernel(Json(one.Kind, one.Options))));

    private static string[] SizeBounds => ["theorem1", "sharp", "sharpest", "corollary1", "theorem2-upper", "theorem2-lower", "feng"];

    private static string[] Losses => ["score-entropy", "score-entropy-conditioned", "weighted-score-matching", "weighted-ratio", "cubic", "denoising-score-entropy", "implicit-score-matching", "least-ratio", "largest-ratio"];

    private static InstalledSuite Metric(string kind, string options, string[] names, string[]? zero = null, string[]? symmetric = null, bool scored = false) => new(
        "metrics", kind, scored ? $"{options.Trim()} with a score".Trim() : options.Trim(), typeof(MetricConformance), () => new InstalledMetric(Json(kind, options), names, zero ?? [], symmetric ?? [], scored));

    private static string Json(string kind, string options) => options.Length == 0 ? $$"""{ "kind": "{{kind}}" }""" : $$"""{ "kind": "{{kind}}", {{options}} }""";
}
