namespace Unmask.Plugins.Schedules;

/// <summary>The curve that a schedule's sizes follow from: the exact one, or an estimate where there is none or one is asked for. Thread-safe.</summary>
/// <param name="exact">The exact curve.</param>
/// <param name="estimate">The estimate.</param>
/// <param name="samples">How many data sequences the estimate is asked for from; null to estimate only where there is no exact curve.</param>
internal sealed class ScheduleCurve(IDerived<CrossEntropyCurve> exact, IDerived<EstimatedCurve> estimate, long? samples)
{
    private readonly IDerived<EstimatedCurve> _estimate = samples is { } own ? estimate.WithSamples(own) : estimate;

    /// <summary>Whether the exact curve is taken.</summary>
    public bool IsExact => samples is null && exact.Check().Possible;

    /// <summary>The exact curve.</summary>
    public CrossEntropyCurve Exact() => Finite(exact.Get(CancellationToken.None));

    /// <summary>The estimated curve.</summary>
    public EstimatedCurve Estimated()
    {
        var curve = _estimate.Get(CancellationToken.None);
        Finite(curve.Mean);
        return curve;
    }

    /// <summary>Reports that neither can be had.</summary>
    /// <param name="what">What follows from it.</param>
    /// <param name="problems">Receives it.</param>
    public void Validate(string what, Problems problems)
    {
        if (!IsExact && _estimate.Check().Reason is { } reason)
        {
            var unknown = samples is null ? $"{exact.Check().Reason?.TrimEnd('.')}; by samples: " : "";
            problems.Add($"{what} follow from the predictor's cross-entropy curve, which cannot be had here: {unknown}{reason.TrimEnd('.')}. Try 'balanced' or 'cosine'.");
        }
    }

    private static CrossEntropyCurve Finite(CrossEntropyCurve curve) => curve.Note is null
        ? curve
        : throw new InvalidOperationException($"Expected a finite curve, but {curve.Note}, so the error of every step from there is infinite and no sizes are best. Try \"mixture\", which mixes a little of the uniform law in.");
}
