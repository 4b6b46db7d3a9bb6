using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The losses of a score by quadrature over time of sums over all states (K (8), (9), (25), (36), T 2.7).</summary>
internal sealed class IntegratedLosses : IDerivation<ScoreLosses>
{
    public string Method => "law";

    public Feasibility Check(ICell cell) => cell.Check<ReverseChain>();

    public ScoreLosses Derive(ICell cell, CancellationToken stop) => ScoreLosses.Of(cell.Derive<ReverseChain>(stop).Value, stop);
}
