using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The probability of any partly masked sequence, from the enumerated data law.</summary>
internal sealed class SummedMarginals : IDerivation<MaskedMarginals>
{
    public string Method => "law";

    public Feasibility Check(ICell cell) =>
        cell.Check<DataLaw>() + Feasibility.Costs(Math.Min(cell.Shape.MaskedSequences, MaskedMarginals.MostKept));

    public MaskedMarginals Derive(ICell cell, CancellationToken stop) => new(cell.Derive<DataLaw>(stop).Value, stop);
}
