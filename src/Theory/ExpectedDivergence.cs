using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The error of sizes chosen in advance and positions chosen uniformly, exactly, from a curve (T 1.6).</summary>
/// <remarks>Pure functions, so thread-safe. Random sizes are averaged over. <c>+∞</c> where an infinite excess is visited.</remarks>
public static class ExpectedDivergence
{
    /// <summary>
    /// <c>E_M KL(p_X0 ‖ p_Y0|M) = Σ_t s_t c(w_t) − H(X_0)</c>, here as <c>Σ_t [s_t (c−h)(w_t) + Σ_{k&lt;s_t} (h(w_t) − h(w_t+k))]</c>,
    /// whose terms are all at least 0.
    /// </summary>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="visits">The sizes, certain or random.</param>
    /// <returns>Nats per sequence, at least 0.</returns>
    /// <exception cref="ArgumentException">The curve and the sizes are of different lengths.</exception>
    public static double Of(CrossEntropyCurve curve, SizeVisits visits)
    {
        var staircase = Information(curve, visits);
        var sum = new Sum();
        foreach (var visit in visits.All)
        {
            sum.Add(visit.Probability * Step(curve, staircase, visit));
        }

        return sum.Value;
    }

    /// <summary>
    /// What each step adds: the expectation of <c>s_t (c−h)(w_t) + Σ_{k&lt;s_t} (h(w_t) − h(w_t+k))</c> over what is revealed
    /// before step number j, and over whether there is such a step. They sum to <see cref="Of"/>.
    /// </summary>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="visits">The sizes, certain or random.</param>
    /// <returns>Nats per sequence, in reveal order, one entry for each step that can happen.</returns>
    /// <exception cref="ArgumentException">The curve and the sizes are of different lengths.</exception>
    public static double[] Steps(CrossEntropyCurve curve, SizeVisits visits)
    {
        var staircase = Information(curve, visits);
        var sums = new Sum[visits.All.Max(visit => visit.Step) + 1];
        foreach (var visit in visits.All)
        {
            sums[visit.Step].Add(visit.Probability * Step(curve, staircase, visit));
        }

        return Array.ConvertAll(sums, sum => sum.Value);
    }

    /// <summary><c>ε_train = Σ_t s_t [c(w_t) − h(w_t)]</c> (LC (7)).</summary>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="visits">The sizes, certain or random.</param>
    /// <returns>Nats per sequence, at least 0.</returns>
    /// <exception cref="ArgumentException">The curve and the sizes are of different lengths.</exception>
    public static double TrainingError(CrossEntropyCurve curve, SizeVisits visits)
    {
        RequireSameLength(curve, visits);
        var sum = new Sum();
        foreach (var visit in visits.All)
        {
            sum.Add(visit.Probability * visit.Size * curve.Excess[visit.Revealed]);
        }

        return sum.Value;
    }

    /// <summary><c>Σ_t s_t c(w_t) = H(X_0) + E_M KL</c>: the evidence bound on the negative log-likelihood (T 1.12); LC (5)'s loss.</summary>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="visits">The sizes, certain or random.</param>
    /// <returns>Nats per sequence; divided by L, nats per token.</returns>
    /// <exception cref="ArgumentException">The curve and the sizes are of different lengths.</exception>
    public static double EvidenceBound(CrossEntropyCurve curve, SizeVisits visits)
    {
        RequireSameLength(curve, visits);
        var sum = new Sum();
        foreach (var visit in visits.All)
        {
            sum.Add(visit.Probability * visit.Size * curve[visit.Revealed]);
        }

        return sum.Value;
    }

    private static double Step(CrossEntropyCurve curve, Staircase information, SizeVisit visit) =>
        information.Area(visit.Revealed, visit.Revealed + visit.Size) + (visit.Size * curve.Excess[visit.Revealed]);

    private static Staircase Information(CrossEntropyCurve curve, SizeVisits visits)
    {
        RequireSameLength(curve, visits);
        return new Staircase(curve.Information.Negated());
    }

    private static void RequireSameLength(CrossEntropyCurve curve, SizeVisits visits)
    {
        if (curve.Length != visits.Length)
        {
            throw new ArgumentException($"Expected sizes of length {curve.Length}, the curve's, got length {visits.Length}.", nameof(visits));
        }
    }
}
