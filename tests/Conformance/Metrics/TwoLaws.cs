using Unmask.Host.Runs;

namespace Unmask.Tests.Conformance.Metrics;

/// <summary>A cell that has two laws and nothing else: what a metric says of them, exactly or from draws of the second, does not depend on how they came about.</summary>
/// <param name="shape">Length and vocabulary of data.</param>
/// <param name="data">p, shape [S^L].</param>
/// <param name="generated">q, shape [S^L], or [(S+1)^L] where masks are left.</param>
/// <param name="samples">How many sequences an estimate draws; 0 if the laws are known exactly.</param>
/// <param name="onlyDraws">Whether the data law can be drawn from and nothing else.</param>
internal sealed class TwoLaws(Shape shape, double[] data, double[] generated, long samples = 0, bool onlyDraws = false) : ICell
{
    private readonly Shape _generated = generated.Length == data.Length ? shape : shape with { States = shape.States + 1 };
    private readonly IDataDistribution _data = onlyDraws ? new DrawsOf(new TableLaw(shape, data)) : new TableLaw(shape, data);

    public Shape Shape => shape;

    public long Samples => samples;

    public ulong Seed { get; init; } = 5;

    public T? Find<T>() where T : class =>
        typeof(T) == typeof(IDataDistribution) ? _data as T : typeof(T) == typeof(ISampler) ? new Draws(_generated != shape, samples) as T : null;

    public Feasibility Check<T>(string? method = null) where T : class => Laws(typeof(T)) is null ? Feasibility.No("not here") : Feasibility.Costs(1);

    public Derived<T> Derive<T>(CancellationToken stop, string? method = null) where T : class => new((T?)Laws(typeof(T)) ?? throw new OutOfReachException("not here"), "law");

    /// <summary>What a metric reports, by name.</summary>
    public Measured Measure(string metric) => Measure(Installed.Metric(metric));

    /// <summary>What a metric reports, made for another shape than that of most tests.</summary>
    public Measured Measure(string metric, Shape own) => Measure(Installed.Metric(metric, own));

    /// <summary>Why a metric refuses this cell.</summary>
    public void Check(string metric, Problems problems) => Installed.Metric(metric, shape).Check(this, problems);

    /// <summary>What a metric reports, by name.</summary>
    public Measured Measure(IMetric metric) => Measure(metric, TestContext.Current.CancellationToken);

    /// <summary>What a metric reports, unless it is stopped.</summary>
    public Measured Measure(IMetric metric, CancellationToken stop)
    {
        var (problems, results) = (new Problems(), new Kept());
        metric.Check(this, problems);
        Assert.Empty(problems.All);
        var seen = metric.Samples(this) is { } request ? Draw(request) : null;
        Assert.Equal(samples > 0, seen is not null);
        metric.Measure(this, seen, results, stop);
        return new Measured(results.All);
    }

    private object? Laws(Type quantity) =>
        samples > 0 ? null : quantity == typeof(DataLaw) ? new DataLaw(shape, data) : quantity == typeof(GeneratedLaw) ? new GeneratedLaw(_generated, generated, double.NaN) : null;

    private ITally Draw(SampleRequest request)
    {
        var tally = request.Create();
        foreach (var tokens in Generated(request.Count))
        {
            tally.Add(tokens, 1);
        }

        return tally;
    }

    /// <summary>The generated sequences that a metric sees.</summary>
    public int[][] Generated(long count) => Sequences(new TableLaw(_generated, generated), Numerics.StreamPurpose.Tokens, 0, count);

    /// <summary>Data sequences by number.</summary>
    public int[][] Data(long first, long count) => Sequences(_data, Numerics.StreamPurpose.Data, first, count);

    private int[][] Sequences(IDataDistribution law, Numerics.StreamPurpose purpose, long first, long count) => [.. Enumerable.Range(0, (int)count).Select(n =>
    {
        var (random, tokens) = (new Numerics.RandomStream(Seed, purpose, first + n), new int[shape.Length]);
        law.Sample(ref random, tokens);
        return tokens;
    })];

    private sealed class DrawsOf(TableLaw law) : IDataDistribution
    {
        public Shape Shape => law.Shape;

        public void Sample(ref Numerics.RandomStream random, Span<int> x) => law.Sample(ref random, x);
    }

    private sealed class Draws(bool leaves, long samples) : ISampler
    {
        public long Samples => samples;

        public Observes Observes => Observes.Nothing;

        public bool Revises => true;

        public bool Leaves => leaves;

        public void Move(in Step step, in Rows rows, IChoices choose) => throw new NotSupportedException();
    }

    private sealed class Kept : IResults
    {
        public List<MetricValue> All { get; } = [];

        public void Add(string name, double value, string method, double? error, long? samples, int? index, string? note) =>
            All.Add(new MetricValue(name.Length == 0 ? "it" : $"it.{name}", value, error, method, samples, index, note));
    }
}
