using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Observables"/>.</summary>
/// <param name="File">The observables.</param>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record ObservablesOptions(
    [InputFile][Description("file of the observables: for each S^L numbers, row-major, the first token slowest, one observable after another")] string File,
    [Range(2, 1e15)][Description("sequences drawn where the generated law cannot be enumerated; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// The integral probability metric of a finite class of observables, <c>observables</c> = <c>max_ψ |E_data ψ − E_generated ψ|</c>, and the error of each,
/// <c>observables.error</c> = <c>E_data ψ − E_generated ψ</c> (index of ψ in the file). Its constant is <c>C_Ψ = ½ max_ψ (max ψ − min ψ)</c> (K Remark 5.2).
/// </summary>
/// <remarks>
/// Exact where the generated law can be enumerated; else means over generated sequences, each error with its standard error. The largest of several estimates is biased
/// upward, and has the standard error of its observable. Thread-safe.
/// </remarks>
[Plugin(
    "observables",
    Summary = "The largest error of a class of observables from a file, and the error of each",
    Equation = "max_ψ |E_data ψ − E_generated ψ|",
    Reference = "K (10), Remark 5.2",
    Example = """{"file": "observables.txt"}""")]
[Better(Better.Smaller, "")]
public sealed class Observables(ObservablesOptions options) : IMetric, IIntegralMetric, IValidates
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => ObservableFile.Check(options.File, shape, one: false, problems);

    /// <inheritdoc/>
    public double Constant(ICell cell) => All(cell.Shape).Max(observable => MetricConstant.Spread(observable));

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (GeneratedSpace.Of(cell) != cell.Shape)
        {
            problems.Add("the sampler leaves masks, of which the observables say nothing: let it fill them.");
        }
        else if (BothLaws.Check(cell).Reason is { } law && (cell.Check<DataLaw>() + Sampling.Check(cell) + WindowTally.Check(cell.Shape, cell.Shape.Length)).Reason is { } samples)
        {
            problems.Add($"{Sampling.Neither(law, samples)}.");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) =>
        BothLaws.Check(cell).Possible ? null : new SampleRequest(cell.Samples, () => new WindowTally(cell.Shape, cell.Shape.Length));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var (data, generated, method, samples) = Laws(cell, seen as WindowTally, stop);
        var errors = All(cell.Shape).Select(observable => Error(observable, data, generated, samples)).ToList();
        var largest = errors.MaxBy(error => Math.Abs(error.Value));
        results.Add("", Math.Abs(largest.Value), method, largest.Error, samples, note: samples is null || errors.Count == 1 ? null : $"the largest of {errors.Count} estimates: biased upward");
        foreach (var (k, error) in errors.Index())
        {
            results.Add("error", error.Value, method, error.Error, samples, index: k);
        }
    }

    private static (double[] Data, double[] Generated, string Method, long? Samples) Laws(ICell cell, WindowTally? tally, CancellationToken stop)
    {
        if (tally is null)
        {
            var both = BothLaws.Of(cell, stop);
            return (both.Data, both.Generated, both.Method, null);
        }

        var frequencies = new double[(int)cell.Shape.Sequences];
        tally.Frequencies(0, frequencies);
        return (cell.Derive<DataLaw>(stop).Value.Probabilities, frequencies, "samples", tally.Count);
    }

    private static (double Value, double? Error) Error(double[] observable, double[] data, double[] generated, long? samples)
    {
        var (value, mean, square) = (new Sum(), new Sum(), new Sum());
        for (var x = 0; x < observable.Length; x++)
        {
            value.Add((data[x] - generated[x]) * observable[x]);
            mean.Add(generated[x] * observable[x]);
        }

        for (var x = 0; x < observable.Length; x++)
        {
            square.Add(generated[x] * (observable[x] - mean.Value) * (observable[x] - mean.Value));
        }

        return (value.Value, samples is { } count ? Math.Sqrt(square.Value / (count - 1)) : null);
    }

    private IEnumerable<double[]> All(Shape shape) => ObservableFile.Read(options.File).Chunk((int)shape.Sequences);
}
