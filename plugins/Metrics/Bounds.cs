namespace Unmask.Plugins.Metrics;

/// <summary>What the theory promises before anything is sampled: <see cref="SizeBounds"/> of a schedule of sizes, <see cref="ScoreBounds"/> of a score.</summary>
/// <remarks>A cell with a schedule and a score has both families. Thread-safe.</remarks>
[Plugin(
    "bounds",
    Summary = "Upper and lower bounds on the error: of kl for schedules of sizes; of tv, kl and every integral probability metric for scores in continuous time",
    Equation = "theorem1 = (2^⌈log2 s⌉ − 1)/L Σ_i I + ε_train, s the largest size; tv = d e^{−‖β‖₁} + √(2d ‖β(1−p(m))‖₁ (L_SE + ⅔ L_3)) masked, d e^{−‖β‖₁} + √(2d ‖β‖₁ L_WSM) uniform",
    Reference = "LC (8), (9), (12), (27); T 1.9, T 1.11; K (19)–(24); T 2.5–T 2.7")]
[Better(Better.Smaller, "theorem1", "sharp", "sharpest", "corollary1", "theorem2-upper", "feng", "tv", "tv-sharp", "path", "kl", "kl-tv", "observable", "ipm", "prior", "prior-exact", "loss")]
public sealed class Bounds : IMetric
{
    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        var (sizes, score) = (SizeBounds.Check(cell), ScoreBounds.Check(cell));
        if (sizes.Possible || score.Possible)
        {
            return;
        }

        problems.Add(cell.Find<IScoreEstimator>() is null ? sizes.Reason!
            : cell.Find<ISchedule>() is null ? score.Reason!
            : $"of the schedule: {sizes.Reason!.TrimEnd('.')}; of the score: {score.Reason}");
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (SizeBounds.Check(cell).Possible)
        {
            SizeBounds.Measure(cell, results, stop);
        }

        if (ScoreBounds.Check(cell).Possible)
        {
            ScoreBounds.Measure(cell, results, stop);
        }
    }
}
