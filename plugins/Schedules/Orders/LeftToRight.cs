namespace Unmask.Plugins.Schedules;

/// <summary>The leftmost masked positions, in order: one a step is an autoregressive model.</summary>
/// <remarks>Looks at nothing, so replay applies (T 1.8). Thread-safe; keeps nothing between calls.</remarks>
[Plugin(
    "left-to-right",
    Summary = "Leftmost positions first",
    Equation = "D = the first s_t masked positions",
    Notes = "It looks at nothing, so replay applies (T 1.8): kl is exact on a small law and unbiased at any length.",
    Reference = "T 1.8",
    Example = """{"steps": 8}""")]
public sealed class LeftToRight(OrderOptions options) : ISchedule, IValidates
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        foreach (var position in step.Masked[..options.Count(step)])
        {
            choose.Reveal(position);
        }
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => options.Validate(shape, problems);
}
