namespace Unmask.Theory;

/// <summary>Where each integrand of the losses stands in a row of numbers.</summary>
internal static class LossDensity
{
    /// <summary>Of <c>L_SE</c>, K (9).</summary>
    public const int ScoreEntropy = 0;

    /// <summary>Of <c>L_SE^m</c>, T 2.7; 0 where the prior is not all on one symbol.</summary>
    public const int Conditioned = 1;

    /// <summary>Of <c>L_WSM</c>, K (8).</summary>
    public const int WeightedScoreMatching = 2;

    /// <summary>Of <c>L_WRSM</c>, K (36).</summary>
    public const int WeightedRatio = 3;

    /// <summary>Of <c>L_3</c>, K (25).</summary>
    public const int Cubic = 4;

    /// <summary>Of the expected number of forward jumps, <c>Σ p_t(y) Q_t(y, x)</c>.</summary>
    public const int Leaving = 5;

    /// <summary><c>Σ p_t(x) Q_t(y, x)</c> over all pairs (Lemma B.2).</summary>
    public const int Entering = 6;

    /// <summary><c>½ Σ p_t(x) Q_t(y, x) s²</c>: what <c>L_WSM</c> is of the score 0, and implicit score matching lacks of it.</summary>
    public const int Squares = 7;

    /// <summary>How many there are.</summary>
    public const int Count = 8;
}
