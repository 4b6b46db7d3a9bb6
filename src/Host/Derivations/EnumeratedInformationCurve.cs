using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The information curve from the entropies of all <c>2^L</c> marginals of an enumerated law (T 1.6).</summary>
internal sealed class EnumeratedInformationCurve : IDerivation<InformationCurve>
{
    public string Method => "law";

    public Feasibility Check(ICell cell)
    {
        var states = cell.Shape.MaskedSequences;
        return cell.Check<DataLaw>() + (states > 1e9
            ? Feasibility.No($"{SpaceSize.MaskedSequences(cell.Shape)} are too many to sum over (at most 1e9)")
            : Feasibility.Costs(states));
    }

    public InformationCurve Derive(ICell cell, CancellationToken stop) =>
        SubsetEntropies.Curve(cell.Derive<DataLaw>(stop).Value, stop);
}
