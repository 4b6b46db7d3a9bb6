using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>
/// The order-averaged divergence as a Riemann sum over an estimated curve, <c>Σ_t s_t c(w_t) − H(X)</c>, with H from the same sequences
/// or exact: unbiased, any length (T 1.13).
/// </summary>
internal sealed class SampledCurveDivergence : IDerivation<OrderedDivergence>
{
    public string Method => "samples";

    public bool Estimates => true;

    public Feasibility Check(ICell cell)
    {
        var data = cell.Find<IDataDistribution>()!;
        var entropy = data.Find<IConditionalLaw>() is not null || data.Find<IJointLaw>() is not null || cell.Check<InformationCurve>().Possible;
        return cell.Check<SizeVisits>() + cell.Check<EstimatedCurve>() + (entropy
            ? Feasibility.Costs(cell.Shape.Length)
            : Feasibility.No("the data law can only be sampled, so its entropy is not known; 'elbo' needs none"));
    }

    public OrderedDivergence Derive(ICell cell, CancellationToken stop)
    {
        var visits = cell.Derive<SizeVisits>(stop).Value;
        var curve = cell.Derive<EstimatedCurve>(stop).Value;
        var total = EstimatedDivergence.Of(curve, visits);
        return new OrderedDivergence(total.Value, null, total.StandardError, curve.Samples, curve.Mean.Note) { Parts = total.Parts };
    }
}
