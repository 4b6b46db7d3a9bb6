namespace Unmask;

/// <summary>What a schedule or sampler looks at. What is not observed is not passed.</summary>
public enum Observes
{
    /// <summary>Which positions are masked, and nothing else: the choice is oblivious by construction.</summary>
    Nothing,

    /// <summary>The revealed tokens too.</summary>
    Tokens,

    /// <summary>The revealed tokens and the predictor's rows at every masked position.</summary>
    Rows,

    /// <summary>
    /// The revealed tokens and a row for every position: at a revealed one, the predictor's row given all other revealed tokens. Each of
    /// these is a predictor call of its own.
    /// </summary>
    EveryRow,

    /// <summary>
    /// The tokens and the score's ratios at the time <see cref="ISampler.Time"/>, at every position that can jump: the masked ones, or under a
    /// process without a mask all of them.
    /// </summary>
    Scores,
}
