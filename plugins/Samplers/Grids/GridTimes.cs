namespace Unmask.Plugins.Samplers;

/// <summary>Times of a grid, held to the contract of <see cref="ITimeGrid"/>.</summary>
internal static class GridTimes
{
    /// <summary>The times of a grid of so many steps, ascending from 0 to the end.</summary>
    /// <exception cref="InvalidOperationException">The grid gave other times.</exception>
    public static double[] Of(ITimeGrid grid, INoiseSchedule noise, int steps)
    {
        var times = new double[steps + 1];
        grid.Times(noise, times, CancellationToken.None);
        for (var k = 0; k <= steps; k++)
        {
            var expected = k == 0 ? times[k] == 0 : k == steps ? times[k] == noise.End : times[k] > times[k - 1];
            if (!expected)
            {
                throw new InvalidOperationException(
                    $"The grid {grid.GetType().Name} gave t_{k} = {times[k]}{(k > 0 ? $" after {times[k - 1]}" : "")}; expected times that ascend from 0 to the end {noise.End}.");
            }
        }

        return times;
    }

    /// <summary>Reports noise under which the score at the end says nothing.</summary>
    public static void Validate(INoiseSchedule noise, Problems problems)
    {
        if (!double.IsFinite(noise.Integral(noise.End)) || !double.IsFinite(noise.Rate(noise.End)))
        {
            problems.Add("the noise is infinite at its end, where the first step reads the score (K Assumption 1). Give the noise an epsilon above 0, such as 0.001, or take another kind.");
        }
    }
}
