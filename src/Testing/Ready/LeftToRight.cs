namespace Unmask.Testing;

/// <summary>Reveals the first masked position, one a step: with an exact predictor the data law is generated exactly.</summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
public sealed class LeftToRight : ISchedule
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose) => choose.Reveal(step.Masked[0]);
}
