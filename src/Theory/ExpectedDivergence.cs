using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The error of sizes chosen in advance and positions chosen uniformly, exactly, from a curve (T 1.6).</summary>
public static class ExpectedDivergence
{
    /// <summary>
    /// <c>E_M KL(p_X0 ‖ p_Y0|M) = Σ_t s_t c(w_t) − H(X_0)</c>, here as <c>Σ_t [s_t (c−h)(w_t) + Σ_{k&lt;s_t} (h(w_t) − h(w_t+k))]</c>,
    /// whose terms are all at least 0.
    /// </summary>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="visits">The sizes, certain or random.</param>
    /// <returns>Nats, at least 0.</returns>
    public static double Of(CrossEntropyCurve curve, SizeVisits visits)
    {
        var prefix = PrefixDrops(curve.Information);
        var sum = new Sum();
        foreach (var visit in visits.All)
        {
            sum.Add(visit.Probability * Step(curve, prefix, visit.Revealed, visit.Size));
        }

        return sum.Value;
    }

    private static double Step(CrossEntropyCurve curve, double[] prefix, int revealed, int size)
    {
        var area = prefix[revealed + size] - prefix[revealed] - (size * curve.Information.Drops[revealed]);
        return (size == 1 ? 0 : Math.Max(0, area)) + (size * curve.Excess[revealed]);
    }

    private static double[] PrefixDrops(InformationCurve curve)
    {
        var prefix = new double[curve.Length + 1];
        var sum = new Sum();
        for (var w = 0; w < curve.Length; w++)
        {
            sum.Add(curve.Drops[w]);
            prefix[w + 1] = sum.Value;
        }

        return prefix;
    }
}
