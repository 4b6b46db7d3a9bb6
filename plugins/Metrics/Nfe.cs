using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Nfe"/>.</summary>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record NfeOptions(
    [Range(2, 1e15)][Description("sequences drawn where the number of calls has no exact law; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// The expected number of calls of the predictor or score per sequence: <c>E T</c> for a schedule of sizes, one call a step; else from the enumerated
/// law, else the mean over generated sequences.
/// </summary>
/// <remarks>Thread-safe.</remarks>
[Plugin(
    "nfe",
    Summary = "Expected calls of the predictor or score per sequence",
    Equation = "E[number of calls of the predictor or score]")]
[Better(Better.Smaller)]
public sealed class Nfe(NfeOptions options) : IMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Find<ISampler>()?.Find<ILawSource>() is not null)
        {
            problems.Add("this sampler takes no steps, so it makes no calls. Take a sampler with steps, such as tau-leaping or ancestral.");
        }
        else if (!IsExact(cell) && Sampling.Check(cell).Reason is { } samples)
        {
            problems.Add($"{cell.Check<SizeVisits>().Reason?.TrimEnd('.')}; {cell.Check<GeneratedLaw>().Reason?.TrimEnd('.')}; {samples.TrimEnd('.')}.");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) =>
        IsExact(cell) ? null : new SampleRequest(cell.Samples, () => new MeanTally((_, calls) => calls, cell.Samples));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (seen is MeanTally mean)
        {
            results.Add("", mean.Value, "samples", mean.Count);
        }
        else if (cell.Check<SizeVisits>().Possible)
        {
            var (visits, method) = cell.Derive<SizeVisits>(stop);
            results.Add("", visits.Steps, method);
        }
        else
        {
            var (law, method) = cell.Derive<GeneratedLaw>(stop);
            results.Add("", law.Calls, method);
        }
    }

    private static bool IsExact(ICell cell) => cell.Check<SizeVisits>().Possible || cell.Check<GeneratedLaw>().Possible;
}
