using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Entropy"/>.</summary>
/// <param name="Samples">How many sequences an estimate draws.</param>
public sealed record EntropyOptions(
    [Range(2, 1e15)][Description("sequences drawn where the generated law cannot be enumerated; the sampler's number if absent")] long? Samples = null);

/// <summary>
/// <c>entropy</c> = <c>H(Y) = −Σ_x q(x) log q(x)</c> of the generated law, where it can be enumerated, and <c>entropy.sequence</c> = the mean
/// over generated sequences of <c>−Σ_v (n_v/L) log(n_v/L)</c>, the entropy of the symbol frequencies within one sequence. Nats.
/// </summary>
/// <remarks>The second is what papers report beside generative perplexity; it says nothing about dependence. Thread-safe.</remarks>
[Plugin(
    "entropy",
    Summary = "Entropy of the generated law; .sequence: of the symbol frequencies within a sequence",
    Equation = "−Σ_x q(x) ln q(x)")]
public sealed class Entropy(EntropyOptions options) : IMetric
{
    /// <inheritdoc/>
    public long? SampleCount => options.Samples;

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Check<GeneratedLaw>().Reason is { } law && Sampling.Check(cell).Reason is { } samples)
        {
            problems.Add($"by enumeration: {law.TrimEnd('.')}; {samples.TrimEnd('.')}.");
        }
    }

    /// <inheritdoc/>
    public SampleRequest? Samples(ICell cell) => cell.Check<GeneratedLaw>().Possible
        ? null
        : new SampleRequest(cell.Samples, () =>
        {
            var symbols = new SymbolEntropy(GeneratedSpace.Of(cell).States);
            return new MeanTally((tokens, _) => symbols.Of(tokens), cell.Samples);
        });

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (seen is MeanTally mean)
        {
            results.Add("sequence", mean.Value, "samples", mean.Count);
            return;
        }

        var (law, method) = cell.Derive<GeneratedLaw>(stop);
        results.Add("", Entropies.Entropy(law.Probabilities), method);
        results.Add("sequence", WithinSequence(law, stop), method);
    }

    private static double WithinSequence(GeneratedLaw law, CancellationToken stop)
    {
        var symbols = new SymbolEntropy(law.Shape.States);
        var tokens = new int[law.Shape.Length];
        var sum = new Sum();
        for (var x = 0; x < law.Probabilities.Length; x++)
        {
            stop.ThrowIfCancellationRequested();
            Sequences.Tokens(law.Shape, x, tokens);
            sum.Add(law.Probabilities[x] * symbols.Of(tokens));
        }

        return sum.Value;
    }
}
