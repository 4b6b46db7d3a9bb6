using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Plugins.Metrics.Transport;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>The distance of two symbols, for <see cref="W1"/>.</summary>
public enum GroundDistance
{
    /// <summary>1 for different symbols.</summary>
    Hamming,

    /// <summary>The Euclidean distance of the symbols' vectors.</summary>
    Embedding,
}

/// <summary>Options of <see cref="W1"/>.</summary>
/// <param name="Ground">The distance of symbols.</param>
/// <param name="File">The vectors of an embedding.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
/// <param name="Batch">How many of them are compared at once.</param>
public sealed record W1Options(
    [Description("distance of two symbols: hamming, 1 if they differ; embedding, of their vectors")] GroundDistance Ground = GroundDistance.Hamming,
    [InputFile][Description("with ground embedding: a line of numbers for each symbol (a last one for the mask, where masks are left), its vector, or its place on a line")] string? File = null,
    [Range(4, 1e15)][Description("sequences drawn where laws cannot be enumerated; the sampler's number if absent")] long? Samples = null,
    [Range(2, 2000)][Description("sequences of each law that are compared at once, where the data law cannot be enumerated")] int Batch = 500);

/// <summary>
/// The Wasserstein distance <c>w1 = min E d(X, Y)</c> over couplings of data X and generated Y, <c>d(x, y) = Σ_i ground(x_i, y_i)</c>, not divided by L;
/// equally <c>max E_p ψ − E_q ψ</c> over ψ with Lipschitz constant 1. K Table 2.
/// </summary>
/// <remarks>
/// <para>Method <c>law</c>: exact, by a flow on the edges of the product graph (<see cref="SequenceTransport"/>); <c>w1.gap</c> is how far the
/// true value can lie above, from a feasible flow.</para>
/// <para>Method <c>samples</c>, biased upward: where the data law can be enumerated, <c>W1(p, q̂)</c> with the frequencies q̂ of all n sequences, standard
/// error <c>√(Var_q̂ ψ / n)</c>, ψ an optimal test function (the delta method); elsewhere the mean of <c>W1(p̂_m, q̂_m)</c> over disjoint batches
/// of m generated and m data sequences, by assignment, with the batches' standard error. <c>w1.baseline</c> is the same with data
/// sequences in place of generated ones: what is estimated where there is no difference. Thread-safe.</para>
/// </remarks>
[Plugin(
    "w1",
    Summary = "Wasserstein distance under the Hamming distance, or of symbols' vectors; not divided by L",
    Equation = "w1 = min E Σ_i ground(X_i, Y_i) over couplings; .gap: how far above the true value can lie; .baseline: the estimate between two samples of data",
    Notes = "Exact between up to some 250,000 sequences. Estimates are biased upward: compare them with the baseline, which has the same bias and no difference.",
    Reference = "K Table 2",
    Example = """{"ground": "hamming"}""")]
[Better(Better.Smaller, "")]
public sealed class W1 : IMetric, IIntegralMetric, IValidates
{
    private readonly W1Options _options;
    private readonly Lazy<double[][]> _vectors;
    private readonly Lazy<EmbeddedGround> _embedded;

    /// <summary>Creates the metric; the file is read when it is first needed.</summary>
    public W1(W1Options options)
    {
        _options = options;
        _vectors = new(() => SymbolVectors.Read(options.File!));
        _embedded = new(() => new EmbeddedGround(_vectors.Value));
    }

    /// <inheritdoc/>
    public long? SampleCount => _options.Samples;

    /// <inheritdoc/>
    public double Constant(ICell cell) => MetricConstant.Wasserstein(Ground(cell).Diameter * cell.Shape.Length);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if ((_options.Ground == GroundDistance.Embedding) != (_options.File is not null))
        {
            problems.Add("file", _options.File is null ? "got none; \"ground\": \"embedding\" needs a file of a line of numbers for each symbol." : "got a file; expected it with \"ground\": \"embedding\" only.");
            return;
        }

        try
        {
            if (_options.File is not null && _vectors.Value.Length < shape.States)
            {
                problems.Add("file", $"got {_vectors.Value.Length} vectors for {shape.States} symbols; expected a line for each.");
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add("file", error.Message);
        }
    }

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        var symbols = GeneratedSpace.Of(cell).States;
        if (_options.File is not null && _vectors.Value.Length != symbols)
        {
            var mask = symbols > cell.Shape.States ? ", the last for the mask, which this sampler leaves" : "";
            problems.Add("file", $"got {_vectors.Value.Length} vectors; expected {symbols}, a line for each symbol{mask}.");
        }
        else if (CheckLaws(cell).Reason is { } law && (Sampling.Check(cell) + SequenceTally.Check(cell)).Reason is { } samples)
        {
            problems.Add($"{Sampling.Neither(law, samples)}.");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) =>
        CheckLaws(cell).Possible ? null
        : new SampleRequest(cell.Samples, Counts(cell) ? () => new WindowTally(GeneratedSpace.Of(cell), cell.Shape.Length) : () => new SequenceTally(cell.Shape.Length));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var ground = Ground(cell);
        switch (seen)
        {
            case WindowTally counts:
                AddCounted(cell, counts, ground, results, stop);
                break;
            case SequenceTally sequences:
                AddAssigned(cell, sequences.Tokens, ground, results, stop);
                break;
            default:
                var (shape, p, q, method) = BothLaws.Of(cell, stop);
                var exact = SequenceTransport.Distance(shape, p, q, ground, stop);
                results.Add("", exact.Cost, method);
                results.Add("gap", exact.Gap, method);
                break;
        }
    }

    private IGround Ground(ICell cell) =>
        _options.Ground == GroundDistance.Hamming ? new HammingGround(GeneratedSpace.Of(cell).States) : _embedded.Value;

    private Feasibility CheckTransport(ICell cell) => SequenceTransport.Check(GeneratedSpace.Of(cell), Ground(cell));

    private Feasibility CheckLaws(ICell cell) => BothLaws.Check(cell) + CheckTransport(cell);

    /// <summary>Whether frequencies of sequences are compared with the law of data, which is better than with a sample of it.</summary>
    private bool Counts(ICell cell) => (DataWindows.Check(cell, cell.Shape.Length) + CheckTransport(cell)).Possible;

    private static void AddCounted(ICell cell, WindowTally counts, IGround ground, IResults results, CancellationToken stop)
    {
        var shape = GeneratedSpace.Of(cell);
        var p = DataWindows.Law(cell, 0, shape.Length, stop);
        var q = new double[p.Length];
        counts.Frequencies(0, q);
        var (cost, _, potential) = SequenceTransport.Distance(shape, p, q, ground, stop);
        results.Add("", cost, "samples", Spread(q, potential, counts.Count), counts.Count, note: $"plug-in estimate over {p.Length} sequences from {counts.Count} samples: biased upward; the baseline is what data alone would give");

        var data = new WindowTally(shape, shape.Length);
        for (var n = 0L; n < counts.Count; n++)
        {
            data.Add(DataDraws.Draw(cell, n, 1, stop), 0);
        }

        data.Frequencies(0, q);
        var same = SequenceTransport.Distance(shape, p, q, ground, stop);
        results.Add("baseline", same.Cost, "samples", Spread(q, same.Potential, data.Count), data.Count);
    }

    /// <summary><c>√(Var_q̂ ψ / n)</c>.</summary>
    private static double Spread(double[] q, double[] potential, long n)
    {
        var (first, second) = (0.0, 0.0);
        for (var x = 0; x < q.Length; x++)
        {
            first += q[x] * potential[x];
        }

        for (var x = 0; x < q.Length; x++)
        {
            second += q[x] * (potential[x] - first) * (potential[x] - first);
        }

        return Math.Sqrt(second / n);
    }

    private void AddAssigned(ICell cell, ReadOnlySpan<int> generated, IGround ground, IResults results, CancellationToken stop)
    {
        var (length, size) = (cell.Shape.Length, BatchMeans.SizeOf(cell.Samples, _options.Batch));
        BatchStatistic distance = (x, y) => Assignment.MeanDistance(x, y, length, ground, stop);
        var mean = BatchMeans.Of(cell, generated, size, 0, distance, stop);
        results.Add("", mean.Value, "samples", mean.Samples, note: $"mean of {mean.Batches} batches of {size} sequences of each law: biased upward; the baseline has the same bias");

        // Data sequences that no batch was compared with, so that the two values differ by the laws alone.
        var same = BatchMeans.Of(cell, DataDraws.Draw(cell, mean.Samples, (int)mean.Samples, stop), size, 0, distance, stop);
        results.Add("baseline", same.Value, "samples", same.Samples);
    }
}
