namespace Unmask.Theory;

/// <summary>The losses that <see cref="LossDraws"/> gives terms of.</summary>
public enum SampledLoss
{
    /// <summary><c>L_SE</c>, K (9).</summary>
    ScoreEntropy,

    /// <summary><c>L_SE^m</c>, T 2.7.</summary>
    Conditioned,

    /// <summary><c>L_WSM</c>, K (8).</summary>
    WeightedScoreMatching,

    /// <summary><c>L_WRSM</c>, K (36).</summary>
    WeightedRatio,

    /// <summary><c>L_3</c>, K (25).</summary>
    Cubic,

    /// <summary>The denoising score entropy, T 2.3.</summary>
    Denoising,

    /// <summary>Implicit score matching, T 2.3; for processes without a mask.</summary>
    Implicit,
}
