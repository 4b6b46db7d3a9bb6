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
}
