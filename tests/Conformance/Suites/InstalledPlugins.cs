using Unmask.Host.Conditioning;
using Unmask.Tests.Conformance.Data;

namespace Unmask.Tests.Conformance.Suites;

/// <summary>An installed size law, on every length up to the longest usual one.</summary>
internal sealed class InstalledSizeLaw(Func<Shape, ISizeLaw> create, int shortest) : SizeLawConformance
{
    protected override IReadOnlyList<Shape> Shapes => [.. base.Shapes.Where(shape => shape.Length >= shortest), .. Enumerable.Range(shortest, 10).Select(length => new Shape(length + 4, 2))];

    protected override ISizeLaw Create(Shape shape) => create(shape);
}

/// <summary>An installed schedule.</summary>
internal sealed class InstalledSchedule(Func<Shape, ISchedule> create, bool replays) : ScheduleConformance
{
    protected override bool Replays => replays;

    protected override ISchedule Create(Shape shape) => create(shape);
}

/// <summary>An installed sampler, with the sections it takes, at lengths that it serves.</summary>
internal sealed class InstalledSampler(string sampler, string sections = "", bool replays = true, bool hasMask = true, int longest = int.MaxValue) : SamplerConformance
{
    protected override IReadOnlyList<Shape> Shapes => [.. base.Shapes.Where(shape => shape.Length <= longest)];

    protected override double[]? Prior(Shape shape) => hasMask ? null : [.. Enumerable.Repeat(1.0 / shape.States, shape.States)];

    protected override bool Replays => replays;

    protected override ISampler Create(Shape shape) => Installed.Sampler(shape, sampler, sections);
}

/// <summary>An installed predictor on small laws.</summary>
internal sealed class InstalledPredictor(string predictor, IEnumerable<LawCase> laws) : PredictorConformance
{
    private readonly Dictionary<IDataDistribution, LawCase> _laws = laws.Where(law => law.States < 10).ToDictionary(law => law.Open());

    protected override IReadOnlyList<IDataDistribution> Laws => [.. _laws.Keys];

    protected override IMaskPredictor Create(IDataDistribution data) => Opened.Predictor(_laws[data].Json, predictor).Predictor;
}

/// <summary>An installed score on small laws, under the processes that are installed.</summary>
/// <param name="score">The score.</param>
/// <param name="processes">Processes it is for, as a pipeline names them.</param>
/// <param name="states">The only vocabulary that they are for, or null.</param>
internal sealed class InstalledScore(string score, string[] processes, int? states = null) : ScoreConformance
{
    private static readonly string[] _laws = ["potts of one token", "hmm with zeros", "table with zeros", "independent by position"];
    private static readonly string[] _noises = ["""{ "kind": "constant", "rate": 3 }""", """{ "kind": "log-linear", "epsilon": 0 }"""];

    private readonly Dictionary<object, string> _named = new[]
    {
        _laws.Select(LawCase.Named).Where(law => states is null || law.States == states).Select(law => ((object)law.Open(), law.Json)),
        processes.Select(process => ((object)Installed.Process(process, states ?? 2), process)),
        _noises.Select(noise => ((object)Installed.Noise(noise), noise)),
    }.SelectMany(named => named).ToDictionary(named => named.Item1, named => named.Item2);

    protected override IReadOnlyList<IDataDistribution> Laws => [.. _named.Keys.OfType<IDataDistribution>()];

    protected override IReadOnlyList<IForwardProcess> Processes => [.. _named.Keys.OfType<IForwardProcess>()];

    protected override IReadOnlyList<INoiseSchedule> Noises => [.. _named.Keys.OfType<INoiseSchedule>()];

    protected override IScoreEstimator Create(IDataDistribution data, IForwardProcess process, INoiseSchedule noise) =>
        Installed.Score(_named[data], _named[process], score, _named[noise], predictor: """{ "kind": "mixture", "weight": 0.3 }""");
}

/// <summary>An installed data law, held to a table worked out by hand.</summary>
internal sealed class InstalledLaw(LawCase law) : DataConformance
{
    protected override IReadOnlyList<double>? Probabilities => law.Table;

    protected override double Tolerance => 1e-11;

    protected override IDataDistribution Create() => law.Open();
}

/// <summary>An installed data law on given tokens as the host makes it of one that has no closed form of its own.</summary>
internal sealed class ConditionedInstalledLaw(GivenCase given) : DataConformance
{
    protected override IReadOnlyList<double>? Probabilities => given.Law.Table;

    protected override double Tolerance => 1e-11;

    protected override IDataDistribution Create()
    {
        var (law, none) = (given.Full.Open(), new int[given.Full.Length]);
        Array.Fill(none, law.Shape.Mask);
        new ChainRule(law.Find<IConditionalLaw>()!, law.Shape).FirstImpossible(none, given.Tokens, out var log);
        return new ConditionedLaw(law, new GivenTokens(law.Shape, given.Tokens), log);
    }
}

/// <summary>An installed forward process.</summary>
/// <param name="kind">The process as a pipeline names it.</param>
/// <param name="vocabulary">The only vocabulary it is for, or null.</param>
/// <param name="survivalFalls">Whether a symbol is the less likely to be what it was, the longer it runs.</param>
internal sealed class InstalledProcess(string kind, int? vocabulary = null, bool survivalFalls = true) : ProcessConformance
{
    protected override IReadOnlyList<int> Vocabularies => vocabulary is { } only ? [only] : base.Vocabularies;

    protected override bool SurvivalFalls => survivalFalls;

    protected override IForwardProcess Create() => Installed.Process(kind, vocabulary ?? 2);
}

/// <summary>An installed noise schedule.</summary>
internal sealed class InstalledNoise(string noise) : NoiseConformance
{
    protected override INoiseSchedule Create() => Installed.Noise(noise);
}

/// <summary>An installed grid of times, as a sampler has it.</summary>
internal sealed class InstalledGrid(string grid, string process) : GridConformance
{
    protected override ITimeGrid Create() => Installed.Sampler(
        new Shape(3, 2), $$"""{ "kind": "euler", "steps": 1, "grid": {{grid}} }""", $$""" "process": "{{process}}", "noise": "log-linear", "score": "exact", """).Find<ITimeGrid>()!;
}

/// <summary>An installed metric with what it claims.</summary>
internal sealed class InstalledMetric(string metric, string[] names, string[] zero, string[] symmetric, bool scored) : MetricConformance
{
    protected override IReadOnlyCollection<string> Names => names;

    protected override IReadOnlyCollection<string> ZeroOnEqualLaws => zero;

    protected override IReadOnlyCollection<string> Symmetric => symmetric;

    protected override IReadOnlyCollection<string> TriangleInequality => symmetric;

    protected override ICell? Further(ICell cell, bool enumerable) => scored ? ScoredCells.Of(cell, enumerable) : null;

    protected override IMetric Create(ICell cell) => Installed.Metric(metric);
}

/// <summary>An installed kernel.</summary>
internal sealed class InstalledKernel(string kernel) : KernelConformance
{
    protected override IKernel Create(Shape shape) => Installed.Kernel(kernel);
}
