using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The probability of every partly masked sequence, from the enumerated data law.</summary>
internal sealed class SummedMarginals : IDerivation<MaskedMarginals>
{
    public string Method => "law";

    public Feasibility Check(ICell cell)
    {
        var states = cell.Shape.MaskedSequences;
        return cell.Check<DataLaw>() + (states > MaskedMarginals.Limit
            ? Feasibility.No($"{SpaceSize.MaskedSequences(cell.Shape)} are too many to hold (at most {MaskedMarginals.Limit:0})")
            : Feasibility.Costs(states));
    }

    public MaskedMarginals Derive(ICell cell, CancellationToken stop) => new(cell.Derive<DataLaw>(stop).Value, stop);
}
