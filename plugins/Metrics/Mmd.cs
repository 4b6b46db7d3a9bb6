using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;
using Unmask.Plugins.Metrics.Kernels;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Mmd"/>.</summary>
/// <param name="Samples">How many sequences an estimate draws.</param>
/// <param name="Batch">How many of them are compared at once.</param>
public sealed record MmdOptions(
    [Range(4, 1e15)][Description("sequences drawn where laws cannot be enumerated; the sampler's number if absent")] long? Samples = null,
    [Range(2, 10000)][Description("sequences of each law that are compared at once; an estimate calls the kernel 2 · samples · batch times")] int Batch = 500);

/// <summary>
/// The maximum mean discrepancy <c>mmd = √((p−q)' K (p−q))</c> of data p and generated q, and <c>mmd.squared</c>, what stands below the root: of a kernel K on
/// sequences (<see cref="IKernel"/>). K Table 2.
/// </summary>
/// <remarks>
/// Exact where both laws can be enumerated. From samples, <c>mmd.squared</c> is the unbiased U-statistic of m generated and m data sequences (Gretton et al., JMLR 13,
/// 2012, Lemma 6), averaged over disjoint batches (Zaremba et al., arXiv 1307.1954), with the batches' standard error: it may be negative. <c>mmd</c> is then
/// <c>√max(0, mmd.squared)</c>, with the error <c>ε/(2 mmd)</c>; none where it is 0. Thread-safe.
/// </remarks>
[Plugin(
    "mmd",
    Summary = "Maximum mean discrepancy of a kernel on sequences; .squared: below the root, unbiased from samples",
    Equation = "mmd = √((p − q)' K (p − q)); .squared its square, from samples (1/m(m−1)) Σ_{i≠j} [K(y_i, y_j) + K(x_i, x_j)] − (2/m²) Σ_ij K(x_i, y_j)",
    Notes = "An estimate of .squared is unbiased, so it may be negative; mmd is then 0. Compare .squared with its error.",
    Reference = "K Table 2, arXiv 1307.1954",
    Example = """{"kernel": "hamming"}""")]
[Better(Better.Smaller)]
public sealed class Mmd(MmdOptions options, [Component("hamming"), Description("the kernel on sequences")] IKernel kernel) : IMetric, IIntegralMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public double Constant(ICell cell) => MetricConstant.MeanDiscrepancy(kernel.Largest);

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (!(kernel.Largest >= 0 && double.IsFinite(kernel.Largest)))
        {
            problems.Add("kernel", $"says that its largest value is {kernel.Largest}; expected a finite number of at least 0.");
        }
        else if (CheckLaws(cell).Reason is { } law && (Sampling.Check(cell) + SequenceTally.Check(cell)).Reason is { } samples)
        {
            problems.Add($"{Sampling.Neither(law, samples)}.");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) => CheckLaws(cell).Possible ? null : new SampleRequest(cell.Samples, () => new SequenceTally(cell.Shape.Length));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (seen is SequenceTally sequences)
        {
            var (squared, batches, size) = BatchMeans.Of(
                cell, sequences.Tokens, BatchMeans.SizeOf(cell.Samples, options.Batch), 0, (y, x) => Unbiased(y, x, cell.Shape.Length, stop), stop);
            var (root, samples) = (Math.Sqrt(Math.Max(0, squared.Value)), (long)batches * size);
            results.Add("", root > 0 ? squared.To(root, squared.StandardError / (2 * root), 1 / (2 * root)) : new Estimated(0, null), "samples", samples, note: root > 0 ? null : "the unbiased estimate of its square is not positive: no difference is seen");
            results.Add("squared", squared, "samples", samples, note: $"unbiased, so it may be negative; {batches} batches of {size} sequences of each law");
            return;
        }

        var (shape, p, q, method) = BothLaws.Of(cell, stop);
        var form = KernelForm.Of(shape, [.. p.Zip(q, (a, b) => a - b)], kernel, stop);
        if (form < -1e-12 * Math.Max(1, kernel.Largest))
        {
            throw new InvalidOperationException($"The kernel is not positive semidefinite: (p − q)' K (p − q) = {form:R}, but expected at least 0.");
        }

        results.Add("", Math.Sqrt(Math.Max(0, form)), method);
        results.Add("squared", Math.Max(0, form), method);
    }

    private Feasibility CheckLaws(ICell cell) => BothLaws.Check(cell) + KernelForm.Check(GeneratedSpace.Of(cell), kernel);

    /// <summary>The U-statistic of two samples of m sequences each.</summary>
    private double Unbiased(ReadOnlySpan<int> y, ReadOnlySpan<int> x, int length, CancellationToken stop)
    {
        var (count, own, across) = (x.Length / length, new Sum(), new Sum());
        for (var i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var xi = x.Slice(i * length, length);
            var yi = y.Slice(i * length, length);
            for (var j = 0; j < count; j++)
            {
                var xj = x.Slice(j * length, length);
                var yj = y.Slice(j * length, length);
                across.Add(kernel.Value(xi, yj));
                if (j < i)
                {
                    own.Add(kernel.Value(xi, xj) + kernel.Value(yi, yj));
                }
            }
        }

        return (2 * own.Value / ((double)count * (count - 1))) - (2 * across.Value / ((double)count * count));
    }
}
