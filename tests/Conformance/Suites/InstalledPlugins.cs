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

/// <summary>An installed sampler with a schedule.</summary>
internal sealed class InstalledSampler(string schedule) : SamplerConformance
{
    protected override ISampler Create(Shape shape) => Installed.Cell(shape, schedule).Find<ISampler>()!;
}

/// <summary>An installed predictor on every small law.</summary>
internal sealed class InstalledPredictor(string predictor) : PredictorConformance
{
    private readonly Dictionary<IDataDistribution, LawCase> _laws = LawCase.Varied.ToDictionary(law => law.Open());

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

/// <summary>An installed forward process.</summary>
internal sealed class InstalledProcess(string kind) : ProcessConformance
{
    protected override IForwardProcess Create() => Installed.Process(kind);
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
