namespace Unmask.Theory;

/// <summary>Sums over the sizes of a schedule from an estimated curve, each with its standard error: the estimates of what <see cref="ExpectedDivergence"/> has exactly (T 1.13).</summary>
/// <remarks>All are linear in the curve, so unbiased for sizes that were not chosen on the same sequences. Pure functions, so thread-safe.</remarks>
public static class EstimatedDivergence
{
    /// <summary>
    /// <c>E_M KL = Σ_t s_t c(w_t) − H(X_0)</c>. H is <c>Σ_w h(w)</c> where h is told apart, else the mean of <c>−log p(x)</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The entropy is not known: the law can only be sampled.</exception>
    public static Estimated Of(EstimatedCurve curve, SizeVisits visits)
    {
        if (curve.Separates)
        {
            return Above(curve, visits);
        }

        var weights = Weights(visits);
        return curve.LogProbability is { } log
            ? curve.Linear(ExpectedDivergence.EvidenceBound(curve.Mean, visits) + log, weights, weights, 1)
            : throw new ArgumentException("Expected a curve whose entropy is known; this data law can only be sampled.", nameof(curve));
    }

    /// <summary>
    /// <see cref="Of"/> where h is told apart; else <c>Σ_t s_t c(w_t) − Σ_w c(w)</c>, what the sizes cost above one token at a time,
    /// which needs no entropy. Differences of two schedules are the same.
    /// </summary>
    public static Estimated Above(EstimatedCurve curve, SizeVisits visits)
    {
        var weights = Weights(visits);
        return curve.Linear(ExpectedDivergence.Of(curve.Mean, visits), Array.ConvertAll(weights, weight => weight - 1), weights);
    }

    /// <summary><c>Σ_t s_t c(w_t)</c>: the evidence bound on the negative log-likelihood, nats per sequence; needs no entropy.</summary>
    public static Estimated EvidenceBound(EstimatedCurve curve, SizeVisits visits)
    {
        var weights = Weights(visits);
        return curve.Linear(ExpectedDivergence.EvidenceBound(curve.Mean, visits), weights, weights);
    }

    /// <summary><c>ε_train = Σ_t s_t [c(w_t) − h(w_t)]</c> (LC (7)).</summary>
    /// <exception cref="ArgumentException">h is not told apart.</exception>
    public static Estimated TrainingError(EstimatedCurve curve, SizeVisits visits) => curve.Separates
        ? curve.Linear(ExpectedDivergence.TrainingError(curve.Mean, visits), null, Weights(visits))
        : throw new ArgumentException("Expected a curve that tells h and c − h apart; this data law has neither its curve nor its conditionals.", nameof(curve));

    /// <summary>What one schedule costs more than another, <c>Σ_w [E s_w − E s'_w] c(w)</c>, paired on the same sequences.</summary>
    public static Estimated Difference(EstimatedCurve curve, SizeVisits one, SizeVisits other)
    {
        var (weights, others) = (Weights(one), Weights(other));
        for (var w = 0; w < weights.Length; w++)
        {
            weights[w] -= others[w];
        }

        return new Estimated(ExpectedDivergence.Of(curve.Mean, one) - ExpectedDivergence.Of(curve.Mean, other), curve.StandardError(weights, weights));
    }

    /// <summary>How often <c>c(w)</c> counts: the expected size of the step that starts with w tokens revealed, 0 where none does; shape [L].</summary>
    public static double[] Weights(SizeVisits visits)
    {
        var weights = new double[visits.Length];
        foreach (var visit in visits.All)
        {
            weights[visit.Revealed] += visit.Probability * visit.Size;
        }

        return weights;
    }
}
