using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="EntropyBounded"/>.</summary>
/// <param name="Budget">The most that a step may accept, nats.</param>
public sealed record EntropyBoundedOptions(
    [Range(0.0, double.MaxValue)][Description("the most that the entropies of a step may sum to, the largest left out, nats")] double Budget);

/// <summary>
/// In order of entropy, as many positions as keep <c>Σ_{i∈D} H(p̂_i) − max_{i∈D} H(p̂_i)</c> within a budget: this bounds what the step
/// loses when the predictor is exact, since the total correlation of D is at most that.
/// </summary>
/// <remarks>
/// <para>The order is that of <c>entropy</c>: repeatedly the lowest index among those within 1e-9 of the remaining minimum. The first
/// position costs nothing, so one is always revealed; a budget of 0 reveals one, and those of entropy 0 before it. The budget is kept
/// within 1e-9, so that an entropy of 0 up to rounding is one of 0.</para>
/// <para>The number of steps depends on the tokens; <c>nfe</c> is its expectation. Depends on revealed tokens only, so replay applies
/// (T 1.8). Thread-safe; keeps nothing between calls.</para>
/// </remarks>
[Plugin(
    "entropy-bounded",
    Summary = "Lowest entropies first, as many as a budget of dependence allows",
    Equation = "D = the longest start of the entropy order with Σ H(p̂_i) − max H(p̂_i) ≤ budget",
    Notes = "The budget is kept within 1e-9; the position of lowest entropy is always revealed. " + OrderNotes.Ties + OrderNotes.Replays,
    Reference = "T 1.8; arXiv 2505.24857",
    Example = """{"budget": 0.5}""")]
public sealed class EntropyBounded(EntropyBoundedOptions options) : ISchedule
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var entropies = ArrayPool<double>.Shared.Rent(rows.Count);
        for (var k = 0; k < rows.Count; k++)
        {
            entropies[k] = Entropies.Entropy(rows[k]);
        }

        // In ascending order the largest is the newest, so a position costs the sum of those before it.
        entropies.AsSpan(0, rows.Count).Sort();
        var (count, before) = (0, 0.0);
        while (count < rows.Count && before <= options.Budget + RevealExtensions.Tie)
        {
            before += entropies[count++];
        }

        ArrayPool<double>.Shared.Return(entropies);
        choose.RevealLowest(rows, count, Entropies.Entropy);
    }
}
