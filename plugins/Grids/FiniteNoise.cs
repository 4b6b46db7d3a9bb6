namespace Unmask.Plugins.Grids;

/// <summary>What grids that divide the integrated rate need: that it is finite at the end.</summary>
internal static class FiniteNoise
{
    private const string Refusal = "the noise is infinite at its end, so what this grid divides has no equal parts, nor a last level. Give the noise an epsilon above 0, or take the grid uniform or cosine.";

    /// <summary>Reports noise that is not, if the pipeline has one.</summary>
    public static void Validate(INoiseSchedule? noise, Problems problems)
    {
        if (noise is not null && !double.IsFinite(noise.Integral(noise.End)))
        {
            problems.Add(Refusal);
        }
    }

    /// <summary><c>B</c> at the end.</summary>
    /// <exception cref="InvalidOperationException">It is infinite.</exception>
    public static double Total(INoiseSchedule noise) => noise.Integral(noise.End) is var total && double.IsFinite(total) ? total : throw new InvalidOperationException(Refusal);
}
