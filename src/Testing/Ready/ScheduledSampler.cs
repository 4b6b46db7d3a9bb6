namespace Unmask.Testing;

/// <summary>LC (6): each step reveals the positions a schedule chooses, tokens independent from the predictor's rows.</summary>
/// <remarks>As thread-safe as the schedule.</remarks>
/// <param name="schedule">The schedule.</param>
public sealed class ScheduledSampler(ISchedule schedule) : ISampler
{
    /// <inheritdoc/>
    public long Samples => 10_000;

    /// <inheritdoc/>
    public Observes Observes => schedule.Observes;

    /// <inheritdoc/>
    public int Memory => schedule.Memory;

    /// <inheritdoc/>
    public T? Find<T>() where T : class => this as T ?? schedule.Find<T>();

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose) => schedule.Reveal(step, rows, choose);
}
