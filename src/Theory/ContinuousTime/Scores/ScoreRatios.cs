using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>Scores from probabilities (T 2.2). Pure functions; ratios allocate nothing.</summary>
public static class ScoreRatios
{
    /// <summary><c>s_v = p̂_v e^{−B}/(1 − e^{−B}) = p̂_v/(e^B − 1)</c>, the score of a masked token from the law of what it was.</summary>
    /// <param name="b">B(t) ≥ 0; 0 where it is infinite, and the largest number where it is 0.</param>
    /// <param name="rows">Probabilities, which become ratios.</param>
    public static void OfMask(double b, Span<double> rows)
    {
        var factor = Math.Min(1 / Logarithms.ExpMinusOne(b), double.MaxValue);
        foreach (ref var value in rows)
        {
            value *= factor;
        }
    }

    /// <summary>Why <see cref="OfMask"/> is not the score under a process with a mask, with what to try; null if it is.</summary>
    /// <param name="process">A process with a mask.</param>
    /// <param name="states">Vocabulary size S.</param>
    public static string? Refusal(IForwardProcess process, int states) => new TokenProcess(process, states).IsMasked
        ? null
        : "Under this process tokens have a mask, and jump otherwise too than to it at unit rate. Scores are known of masked tokens alone, and of processes without a mask: take the process masked, uniform or tokens.";

    /// <summary><c>s_v = w_v/w_x</c>; where w_x is 0, up to the least normal number, 0 for every other symbol.</summary>
    /// <param name="row">Weights of at least 0, which become ratios, shape [S].</param>
    /// <param name="present">The symbol x that is there; its ratio is 1.</param>
    public static void OfWeights(Span<double> row, int present)
    {
        var there = row[present];
        for (var v = 0; v < row.Length; v++)
        {
            row[v] = v == present ? 1 : there < ReverseRates.LeastNormal ? 0 : Math.Min(row[v] / there, double.MaxValue);
        }
    }
}
