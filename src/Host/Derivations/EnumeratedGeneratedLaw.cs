using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The exact law of the generated sequence: of a size law by sums over sets, of any other sampler by following every choice and token.</summary>
internal sealed class EnumeratedGeneratedLaw : IDerivation<GeneratedLaw>
{
    /// <summary>The most outcomes of sums over sets: a minute or so on two cores.</summary>
    private const double OutcomeLimit = 5e10;

    public string Method => "law";

    public Feasibility Check(ICell cell)
    {
        var sampling = Sampling.Check(cell) + Sampling.CheckSequences(cell.Shape);
        if (!sampling.Possible || Sampling.SetSums(cell) is not { } sums)
        {
            return sampling.Possible ? Sampling.CheckLeaves(cell) : sampling;
        }

        var (outcomes, weights) = (sums.Outcomes(ofOne: false), sums.MostWeights(ofOne: false));
        return outcomes > OutcomeLimit ? Feasibility.No($"{outcomes:G3} outcomes would have to be followed (at most {OutcomeLimit:G1})")
            : weights > SetWalk.MostWeights ? Feasibility.No($"{weights:G3} partly masked sequences would have to be held at once (at most {SetWalk.MostWeights:0})")
            : Feasibility.Costs(outcomes);
    }

    public GeneratedLaw Derive(ICell cell, CancellationToken stop) => Sampling.SetSums(cell) is { } sums
        ? new GeneratedLaw(cell.Shape, SetEnumerating.Law(Sampling.Rule(cell), sums.Transitions, stop), sums.Steps)
        : Enumerating.Law(Sampling.Rule(cell), stop);
}
