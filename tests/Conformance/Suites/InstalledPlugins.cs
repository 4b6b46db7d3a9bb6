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

/// <summary>An installed sampler, with the sections it takes.</summary>
internal sealed class InstalledSampler(string sampler, string sections = "", bool replays = true, bool hasMask = true) : SamplerConformance
{
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
internal sealed class InstalledProcess(string kind) : ProcessConformance
{
    protected override IForwardProcess Create() => Installed.Process(kind);
}

/// <summary>An installed noise schedule.</summary>
internal sealed class InstalledNoise(string noise) : NoiseConformance
{
    protected override INoiseSchedule Create() => Installed.Noise(noise);
}

/// <summary>An installed metric with what it claims.</summary>
internal sealed class InstalledMetric(string metric, string[] names, string[] zero, string[] symmetric) : MetricConformance
{
    protected override IReadOnlyCollection<string> Names => names;

    protected override IReadOnlyCollection<string> ZeroOnEqualLaws => zero;

    protected override IReadOnlyCollection<string> Symmetric => symmetric;

    protected override IReadOnlyCollection<string> TriangleInequality => symmetric;

    protected override IMetric Create(ICell cell) => Installed.Metric(metric);
}
