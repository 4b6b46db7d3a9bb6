using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The order-averaged divergence by replaying every data sequence along every choice: exact, any schedule, small spaces.</summary>
internal sealed class ReplayedLawDivergence : IDerivation<OrderedDivergence>
{
    public string Method => "law";

    public Feasibility Check(ICell cell) =>
        Replays.Check(cell) + Sampling.CheckLeaves(cell) + cell.Check<MaskedMarginals>();

    public OrderedDivergence Derive(ICell cell, CancellationToken stop) =>
        ReplayingAll.Divergence(Sampling.Rule(cell), cell.Derive<MaskedMarginals>(stop).Value, stop);
}
