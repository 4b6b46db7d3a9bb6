namespace Unmask.Plugins.Samplers;

/// <summary>Refusals of noise that is infinite at its end (K Assumption 1).</summary>
internal static class NoiseAtEnd
{
    /// <summary>Reports noise under which the score at the end says nothing, for samplers that read it there.</summary>
    public static void RequireScore(INoiseSchedule noise, Problems problems)
    {
        if (!double.IsFinite(noise.Integral(noise.End)) || !double.IsFinite(noise.Rate(noise.End)))
        {
            problems.Add("the noise is infinite at its end, where the first step reads the score (K Assumption 1). Give the noise an epsilon above 0, such as 0.001, or take another kind.");
        }
    }

    /// <summary>Reports noise from whose end a chain without a mask never gets to any time.</summary>
    public static void RequireStart(INoiseSchedule noise, bool hasMask, Problems problems)
    {
        if (!hasMask && !double.IsFinite(noise.Integral(noise.End)))
        {
            problems.Add("the noise is infinite at its end, so a reverse chain that starts there never gets to any time (K Assumption 1). Give the noise an epsilon above 0, such as 0.001, or take the process masked.");
        }
    }
}
