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

    /// <summary>A schedule that has the capability <see cref="ISizeLaw"/> reveals uniformly random sets of the sizes it declares.</summary>
    [Fact]
    public void Sets_are_uniform_of_the_sizes_declared() => HoldDeclaredSizes(shape => Create(shape).Find<ISizeLaw>());

    private protected sealed override object Make(Shape shape) => Create(shape);
}
