using System.Globalization;

namespace Unmask.Testing;

/// <summary>The contract of <see cref="ITimeGrid"/>, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyGridTests : GridConformance
/// {
///     protected override ITimeGrid Create() => new MyGrid(new MyGridOptions(Power: 2));
/// }
/// </code></example>
public abstract class GridConformance
{
    /// <summary>Creates the grid, a new instance at each call.</summary>
    protected abstract ITimeGrid Create();

    /// <summary>The noise schedules to try.</summary>
    protected virtual IReadOnlyList<INoiseSchedule> Noises => [new ConstantNoise(), new ConstantNoise(3, 0.5), new ConstantNoise(0.2, 4)];

    /// <summary>The numbers of steps to try.</summary>
    protected virtual IReadOnlyList<int> Steps => [1, 2, 3, 8, 33];

    /// <summary>The first time is 0 and the last is the noise's end.</summary>
    [Fact]
    public void Times_go_from_0_to_the_end() => Each((noise, times, at) =>
        Assert.True(times[0] == 0 && times[^1] == noise.End, $"{at}: got times from {Text(times[0])} to {Text(times[^1])}; expected 0 to {Text(noise.End)}"));

    /// <summary>Every time is later than the one before.</summary>
    [Fact]
    public void Times_ascend() => Each((_, times, at) =>
    {
        for (var k = 1; k < times.Length; k++)
        {
            Assert.True(times[k] > times[k - 1], $"{at}: t_{k} is {Text(times[k])} after {Text(times[k - 1])}; expected a later time");
        }
    });

    /// <summary>The same noise and number of steps have the same times, of any instance.</summary>
    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var (one, other) = (Create(), Create());
        foreach (var noise in Noises)
        {
            foreach (var steps in Steps)
            {
                var before = Times(one, noise, steps);
                Same(before, Times(one, noise, steps), $"{Where(noise, steps)}, asked again");
                Same(before, Times(other, noise, steps), $"{Where(noise, steps)}, of another instance");
            }
        }
    }

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        var grid = Create();
        var asked = (from noise in Noises from steps in Steps select (noise, steps, times: Times(grid, noise, steps))).ToList();
        AtOnce.Ask(asked.Count, k => Same(asked[k].times, Times(grid, asked[k].noise, asked[k].steps), $"{Where(asked[k].noise, asked[k].steps)}, on several threads at once"));
    }

    private void Each(Action<INoiseSchedule, double[], string> check)
    {
        var grid = Create();
        foreach (var noise in Noises)
        {
            foreach (var steps in Steps)
            {
                check(noise, Times(grid, noise, steps), Where(noise, steps));
            }
        }
    }

    private static double[] Times(ITimeGrid grid, INoiseSchedule noise, int steps)
    {
        var times = new double[steps + 1];
        Array.Fill(times, double.NaN);
        grid.Times(noise, times, CancellationToken.None);
        return times;
    }

    private static void Same(double[] before, double[] now, string how) => Assert.True(
        before.AsSpan().SequenceEqual(now), $"{how}: got {string.Join(", ", now.Select(Text))}; before, {string.Join(", ", before.Select(Text))}");

    private static string Where(INoiseSchedule noise, int steps) => $"{steps} step{(steps == 1 ? "" : "s")} of noise that ends at {Text(noise.End)}";

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
