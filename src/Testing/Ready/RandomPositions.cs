using System.Buffers;

namespace Unmask.Testing;

/// <summary>Reveals a uniformly random set of masked positions of one size, the last cut to what is left.</summary>
/// <remarks>Thread-safe; allocates nothing once warm.</remarks>
/// <param name="size">How many positions a step reveals, at least 1.</param>
public sealed class RandomPositions(int size) : ISchedule
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var count = Math.Min(size, step.Masked.Length);
        var chosen = ArrayPool<int>.Shared.Rent(count);
        choose.Subset(step.Masked, chosen.AsSpan(0, count));
        foreach (var position in chosen.AsSpan(0, count))
        {
            choose.Reveal(position);
        }

        ArrayPool<int>.Shared.Return(chosen);
    }
}
