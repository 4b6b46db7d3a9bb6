namespace Unmask.Testing;

/// <summary>The contract of <see cref="ISchedule"/>, a test for each sentence: inherit it and create your schedule.</summary>
/// <example><code>
/// public sealed class MyScheduleTests : ScheduleConformance
/// {
///     protected override ISchedule Create(Shape shape) => new MySchedule(new MyScheduleOptions(Steps: 2));
/// }
/// </code></example>
public abstract class ScheduleConformance : SamplingConformance
{
    /// <summary>Creates the schedule, a new instance at each call.</summary>
    /// <param name="shape">Length and vocabulary of the sequences it is to serve.</param>
    protected abstract ISchedule Create(Shape shape);

    private protected sealed override ISampler Sampler(Shape shape) => new ScheduledSampler(Create(shape));
}
