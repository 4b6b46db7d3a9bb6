namespace Unmask.Interpretation;

/// <summary>A sampler with what it draws from: what every interpretation runs.</summary>
internal sealed record SamplingRule(Shape Shape, ISampler Sampler, IMaskPredictor Predictor)
{
    /// <summary>The most steps that a sequence may take.</summary>
    public const int MostSteps = 1 << 20;

    /// <summary>The score, of a sampler that looks at one.</summary>
    public IScoreEstimator? Score { get; init; }

    /// <summary>The law of each token at the start, shape [S]; null if they are all masked.</summary>
    public double[]? Prior { get; init; }

    /// <summary>Length and symbols of what is generated.</summary>
    public Shape Output => Sampler.Generates(Shape);

    /// <summary>A batch of ratios, of a sampler that looks at scores.</summary>
    /// <exception cref="ContractException">There is no score.</exception>
    public ScoreBatch? Scores(int capacity) => Sampler.Observes != Observes.Scores ? null
        : Score is { } score ? new ScoreBatch(Shape, score, capacity)
        : throw new ContractException("looks at a score, but the pipeline has no section 'score'", "sampler");

    /// <summary>The positions that can jump, at which a step that looks at scores is shown ratios.</summary>
    public ReadOnlySpan<int> Jumping(ReadOnlySpan<int> masked, ReadOnlySpan<int> every) => Prior is null ? masked : every;

    /// <summary>The time at which a step reads the score.</summary>
    /// <exception cref="ContractException">It is no time above 0.</exception>
    public double Time(in Step step) => Sampler.Time(step) is > 0 and < double.PositiveInfinity and var time ? time
        : throw new ContractException($"reads the score at time {Sampler.Time(step)}; expected a time above 0", "sampler");

    /// <summary>What a step looks at.</summary>
    /// <exception cref="ContractException">It is more than the sampler says.</exception>
    public Observes Looks(in Step step)
    {
        var (at, most) = (Sampler.ObservesAt(step), Sampler.Observes);
        return at <= most ? at : throw new ContractException($"looks at {at} in a step, although it says that it observes {most}", "sampler");
    }

    /// <summary>Whether another step follows.</summary>
    /// <exception cref="ContractException">A sampler that revises ended with masks left, or never ends.</exception>
    public bool Continues(in Step step)
    {
        if (step.Index >= MostSteps)
        {
            throw new ContractException($"still goes on after {MostSteps} steps", "sampler");
        }

        if (!Sampler.Revises)
        {
            return step.Masked.Length > 0;
        }

        var continues = Sampler.Continues(step);
        return continues || step.Masked.Length == 0 || Sampler.Leaves
            ? continues
            : throw new ContractException($"ended with {step.Masked.Length} positions masked; expected none", "sampler");
    }

    /// <summary>Holds a sampler to what replay needs: committed tokens stay.</summary>
    /// <exception cref="ContractException">It revises.</exception>
    public void RequireReplay()
    {
        if (Sampler.Revises)
        {
            throw new ContractException(Replaying.RevisionRefusal, "sampler");
        }
    }
}
