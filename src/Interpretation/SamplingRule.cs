namespace Unmask.Interpretation;

/// <summary>A sampler with its predictor: what every interpretation runs.</summary>
internal sealed record SamplingRule(Shape Shape, ISampler Sampler, IMaskPredictor Predictor)
{
    /// <summary>The most steps that a sequence may take.</summary>
    public const int MostSteps = 1 << 20;

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
