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
    public void Sets_are_uniform_of_the_sizes_declared()
    {
        var declared = ValidShapes.Where(shape => Create(shape).Find<ISizeLaw>() is not null).ToList();
        Assert.SkipUnless(declared.Count > 0, "The schedule declares no size law.");
        EachExploration((rule, steps) =>
        {
            if (Create(rule.Shape).Find<ISizeLaw>() is { } sizes)
            {
                foreach (var paths in steps.Where(taken => taken.IsLegal).GroupBy(taken => taken.State))
                {
                    UniformSets.Hold(paths.Key, [.. paths], sizes);
                }
            }
        });
    }

    private protected sealed override object Make(Shape shape) => Create(shape);
}
