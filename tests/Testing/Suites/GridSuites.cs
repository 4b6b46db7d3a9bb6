namespace Unmask.Tests.Testing.Suites;

internal sealed class GridSuite(Func<ITimeGrid> create) : GridConformance
{
    protected override ITimeGrid Create() => create();
}

/// <summary>Grids of times, broken and correct.</summary>
internal static class GridSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        With(nameof(GridConformance.Times_go_from_0_to_the_end), "starts at its first step", "got times from 1 to 1; expected 0 to 1", () => new Grid((noise, k, n) => noise.End * Math.Max(k, 1) / n)),
        With(nameof(GridConformance.Times_go_from_0_to_the_end), "takes every end to be 1", "expected 0 to 0.5", () => new Grid((_, k, n) => (double)k / n)),
        With(nameof(GridConformance.Times_ascend), "runs the other way", "expected a later time", () => new Grid((noise, k, n) => k == 0 ? 0 : k == n ? noise.End : noise.End * (n - k) / n)),
        With(nameof(GridConformance.Times_ascend), "rests", "t_2 is 0.5 after 0.5", () => new Grid((noise, k, n) => k == 0 ? 0 : k == n ? noise.End : noise.End / 2)),
        With(nameof(GridConformance.The_same_question_has_the_same_answer), "tires", "asked again", () =>
        {
            var calls = 0;
            return new Grid((noise, k, n) => k == 0 || k == n ? noise.End * k / n : noise.End * Math.Pow((double)k / n, 1 + (0.01 * calls++)));
        }),
        With(nameof(GridConformance.The_same_question_has_the_same_answer), "has a power for each instance", "of another instance", () =>
        {
            var own = Interlocked.Increment(ref _instances) % 1000;
            return new Grid((noise, k, n) => noise.End * Math.Pow((double)k / n, 1 + (0.001 * own)));
        }),
        With(nameof(GridConformance.Many_threads_get_the_answers_of_one), "shares a field between calls", "on several threads at once", () =>
        {
            var end = 0.0;
            return new Grid((noise, k, n) =>
            {
                end = noise.End;
                Thread.Sleep(1);
                return k == 0 ? 0 : k == n ? noise.End : end * k / n;
            });
        }),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(GridSuite), "even", () => new GridSuite(() => new Grid((noise, k, n) => noise.End * k / n))),
        new(typeof(GridSuite), "even in the square root", () => new GridSuite(() => new Grid((noise, k, n) => noise.End * ((double)k * k / ((double)n * n))))),
    ];

    private static BrokenCase With(string test, string what, string says, Func<ITimeGrid> grid) => new(typeof(GridSuite), test, what, says, () => new GridSuite(grid));

    private sealed class Grid(Func<INoiseSchedule, int, int, double> time) : ITimeGrid
    {
        public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop)
        {
            for (var k = 0; k < times.Length; k++)
            {
                times[k] = time(noise, k, times.Length - 1);
            }
        }
    }
}
