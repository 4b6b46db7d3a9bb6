using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The exact law of the generated sequence, by following every choice and every token.</summary>
internal sealed class EnumeratedGeneratedLaw : IDerivation<GeneratedLaw>
{
    public string Method => "law";

    public Feasibility Check(ICell cell) => Sampling.Check(cell) + Sampling.CheckLeaves(cell);

    public GeneratedLaw Derive(ICell cell, CancellationToken stop) => Enumerating.Law(Sampling.Rule(cell), stop);
}
