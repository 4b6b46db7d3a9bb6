namespace Unmask.Interpretation;

/// <summary>Asks a data law for probabilities, and holds it to its contract.</summary>
internal static class JointLaws
{
    /// <summary><c>log p(x)</c>, at most 0 up to rounding.</summary>
    /// <exception cref="ContractException">It is NaN, or a probability above 1.</exception>
    public static double LogProbability(IJointLaw law, ReadOnlySpan<int> x) => law.LogProbability(x) switch
    {
        <= 1e-9 and var log => log,
        var log => throw new ContractException($"gives a sequence the log-probability {log}; expected at most 0", "data"),
    };
}
