namespace Unmask.Plugins.Schedules;

/// <summary>
/// An order by a number read off each position's row: a step reveals the masked positions of lowest score, repeatedly the lowest
/// index among those within 1e-9 of the remaining minimum.
/// </summary>
/// <remarks>The choice depends on revealed tokens only, so replay applies (T 1.8). Thread-safe; keeps nothing between calls.</remarks>
/// <param name="options">How many positions a step.</param>
/// <param name="score">The score of a row; low is first.</param>
public abstract class ScoredOrder(OrderOptions options, RowScore score) : ISchedule, IValidates
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose) => choose.RevealLowest(rows, options.Count(step), score);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => options.Validate(shape, problems);
}
