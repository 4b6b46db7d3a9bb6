using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;
using Unmask.Numerics;

namespace Samples;

/// <summary>Options of <see cref="KeptInformation"/>.</summary>
/// <param name="At">The time, as the integrated rate B.</param>
public sealed record KeptInformationOptions(
    [Range(0.0, 1e6), Description("Time, as the integrated rate B")] double At = 1);

/// <summary>What a corrupted token still says about itself, <c>I(X_0; X_B)</c> averaged over positions, and how often it changed.</summary>
/// <remarks>
/// <para><c>kept-information</c>: <c>(1/L) Σ_i Σ_v p_i(v) KL(k_B(v, ·) ‖ p_i k_B)</c>, nats a token; <c>kept-information.changed</c>:
/// <c>(1/L) Σ_i Σ_v p_i(v) (1 − k_B(v, v))</c>. Exact at any length: only marginals of the data are needed. Thread-safe.</para>
/// </remarks>
[Plugin(
    "kept-information",
    Summary = "Information a corrupted token keeps about itself, and the probability that it changed",
    Equation = "mean over positions of I(X_0; X_B); .changed: P(X_B ≠ X_0)",
    Example = """{"at": 1}""")]
public sealed class KeptInformation(KeptInformationOptions options, IForwardProcess process) : IMetric
{
    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Find<IDataDistribution>()?.Find<IWindowLaw>() is null)
        {
            problems.Add("this data law cannot compute its marginals.");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var (length, states) = cell.Shape;
        var data = cell.Find<IDataDistribution>()!.Find<IWindowLaw>()!;
        var n = process.Symbols(states);
        var kernel = new double[n * n];
        process.Kernel(states, options.At, kernel);

        var (kept, changed) = (new Sum(), new Sum());
        var (before, after) = (new double[states], new double[n]);
        for (var i = 0; i < length; i++)
        {
            stop.ThrowIfCancellationRequested();
            data.Window(i, 1, before);
            Array.Clear(after);
            for (var entry = 0; entry < states * n; entry++)
            {
                after[entry % n] += before[entry / n] * kernel[entry];
            }

            for (var v = 0; v < states; v++)
            {
                var row = kernel.AsSpan(v * n, n);
                kept.Add(before[v] > 0 ? before[v] * Entropies.Divergence(row, after) : 0);
                changed.Add(before[v] * (1 - row[v]));
            }
        }

        results.Add("", kept.Value / length, "law");
        results.Add("changed", changed.Value / length, "law");
    }
}
