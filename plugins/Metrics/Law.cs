using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Law"/>.</summary>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record LawOptions(
    [Range(2, 1e15)][Description("sequences drawn where the generated law cannot be enumerated; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// The generated law <c>q(x)</c>, one value for each sequence, index = state number (row-major, the first token slowest): exact where it
/// can be enumerated, else frequencies <c>q̂</c> of generated sequences with standard error <c>√(q̂(1−q̂)/n)</c>.
/// </summary>
/// <remarks>Over <c>(S+1)^L</c> sequences, the mask the last symbol, if the sampler leaves masks. Thread-safe.</remarks>
[Plugin(
    "law",
    Summary = "Probability of every sequence under the generated law",
    Equation = "q(x) = E_ω p_ω(x), x = 0 … S^L − 1 row-major (S + 1 for S where masks are left)",
    Reference = "LC (6)")]
public sealed class Law(LawOptions options) : IMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Check<GeneratedLaw>().Reason is { } law && (Sampling.Check(cell) + WindowTally.Check(GeneratedSpace.Of(cell), cell.Shape.Length)).Reason is { } samples)
        {
            problems.Add($"by enumeration: {law.TrimEnd('.')}; from samples: {samples.TrimEnd('.')}. Try 'tv' with \"marginal\": \"position\".");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) =>
        cell.Check<GeneratedLaw>().Possible ? null : new SampleRequest(cell.Samples, () => new WindowTally(GeneratedSpace.Of(cell), cell.Shape.Length));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (seen is WindowTally tally)
        {
            var frequencies = new double[(int)GeneratedSpace.Of(cell).Sequences];
            tally.Frequencies(0, frequencies);
            for (var x = 0; x < frequencies.Length; x++)
            {
                var error = Math.Sqrt(frequencies[x] * (1 - frequencies[x]) / tally.Count);
                results.Add("", frequencies[x], "samples", error, tally.Count, x);
            }

            return;
        }

        var (law, method) = cell.Derive<GeneratedLaw>(stop);
        for (var x = 0; x < law.Probabilities.Length; x++)
        {
            results.Add("", law.Probabilities[x], method, index: x);
        }
    }
}
