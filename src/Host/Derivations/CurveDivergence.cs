using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The order-averaged divergence as a Riemann sum over the cross-entropy curve (T 1.6): exact, any length.</summary>
internal sealed class CurveDivergence : IDerivation<OrderedDivergence>
{
    public string Method => "curve";

    public Feasibility Check(ICell cell) => cell.Check<SizeVisits>() + cell.Check<CrossEntropyCurve>();

    public OrderedDivergence Derive(ICell cell, CancellationToken stop)
    {
        var visits = cell.Derive<SizeVisits>(stop).Value;
        var curve = cell.Derive<CrossEntropyCurve>(stop).Value;
        return new OrderedDivergence(ExpectedDivergence.Of(curve, visits), ExpectedDivergence.Steps(curve, visits), Note: curve.Note);
    }
}
