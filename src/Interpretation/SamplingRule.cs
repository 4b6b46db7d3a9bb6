namespace Unmask.Interpretation;

/// <summary>A sampler with its predictor: what every interpretation runs.</summary>
internal sealed record SamplingRule(Shape Shape, ISampler Sampler, IMaskPredictor Predictor)
{
    /// <summary>The most steps that a sequence may take.</summary>
    public const int MostSteps = 1 << 20;

    /// <summary>The positions a step is shown rows of; the others are asked for when they are drawn.</summary>
    public ReadOnlySpan<int> Shown(ReadOnlySpan<int> masked, ReadOnlySpan<int> every) => Sampler.Observes switch
    {
        Observes.Rows => masked,
        Observes.EveryRow => every,
        _ => [],
    };

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
        return continues || step.Masked.Length == 0
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
