namespace Unmask.Plugins.Metrics;

/// <summary>
/// What the data's dependence amounts to, from its information curve h (T 1.2, T 1.6, T 1.12), nats: <c>information.entropy</c> =
/// <c>H(X) = Σ_w h(w)</c>, <c>.sum</c> = <c>Σ_i I(X_i; X_{−i})</c>, <c>.total-correlation</c> = <c>Σ_w [h(0) − h(w)]</c>,
/// <c>.dual-total-correlation</c> = <c>Σ_w [h(w) − h(L−1)]</c>, <c>.curve</c> = <c>h(w)</c>, and where there is a predictor whose curve
/// can be had, <c>.cross-entropy</c> = <c>c(w)</c>.
/// </summary>
/// <remarks>Thread-safe.</remarks>
[Plugin(
    "information",
    Summary = "Entropy, information curve and correlations of the data; the predictor's cross-entropy curve",
    Equation = "h(w) = average over |W| = w, i not in W of H(X_i | X_W); H = Σ_w h(w); Σ_i I = Σ_i I(X_i; all others)",
    Reference = "T 1.6, T 1.12")]
public sealed class Information : IMetric
{
    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Check<InformationCurve>().Reason is { } reason)
        {
            problems.Add(reason);
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var (curve, method) = cell.Derive<InformationCurve>(stop);
        results.Add("entropy", curve.Entropy, method);
        results.Add("sum", curve.SumInformation, method);
        results.Add("total-correlation", curve.TotalCorrelation, method);
        results.Add("dual-total-correlation", curve.DualTotalCorrelation, method);
        for (var w = 0; w < curve.Length; w++)
        {
            results.Add("curve", curve[w], method, index: w);
        }

        if (cell.Find<IMaskPredictor>() is null || !cell.Check<CrossEntropyCurve>().Possible)
        {
            return;
        }

        var (cross, crossMethod) = cell.Derive<CrossEntropyCurve>(stop);
        for (var w = 0; w < cross.Length; w++)
        {
            results.Add("cross-entropy", cross[w], crossMethod, index: w, note: double.IsInfinity(cross[w]) ? cross.Note : null);
        }
    }
}
