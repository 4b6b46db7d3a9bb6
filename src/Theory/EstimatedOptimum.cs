using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The sizes of least estimated error (T 1.13), and how good they are, judged on sequences they were not chosen on.</summary>
/// <remarks>
/// <para>An estimated curve rises where noise lifts it. If the nearest curve that never increases (isotonic regression) is within 4
/// standard errors of it, the largest of each run that was pooled, sizes are chosen on that one; if not, the curve does increase, and
/// they are chosen on it as it is, by layers. <see cref="Method"/> says which.</para>
/// <para>The error of sizes chosen on a curve looks smaller on that curve than it is. So they are chosen on one half of the groups and judged on
/// the other, both ways: for the sizes that half of the sequences choose, that is unbiased. Immutable, so thread-safe.</para>
/// </remarks>
public sealed class EstimatedOptimum
{
    private const double Significant = 4;
    private const string Lagrangian = "lagrangian";
    private const string Isotonic = "isotonic";

    private readonly (EstimatedCurve Judge, double[] Chooser)[] _folds;

    /// <summary>Prepares an estimated curve.</summary>
    /// <param name="curve">The curve, finite, of at least four groups.</param>
    /// <exception cref="ArgumentException">There are fewer than four groups: two halves need a standard error each.</exception>
    public EstimatedOptimum(EstimatedCurve curve)
    {
        Curve = curve;
        Chooser = Monotone(curve) ?? curve.Mean.Shifted();
        Method = OptimalSchedule.Method(curve.Mean) == Lagrangian ? Lagrangian : OptimalSchedule.Method(Chooser) == Lagrangian ? Isotonic : OptimalSchedule.Method(Chooser);
        _folds = [(curve.Half(0), Choosing(curve.Half(1))), (curve.Half(1), Choosing(curve.Half(0)))];

        double[] Choosing(EstimatedCurve half) => Method == Isotonic ? IsotonicRegression.NonIncreasing(half.Mean.Shifted()) : half.Mean.Shifted();
    }

    /// <summary>The curve.</summary>
    public EstimatedCurve Curve { get; }

    /// <summary>The curve that sizes are chosen on, up to a constant; shape [L].</summary>
    public double[] Chooser { get; }

    /// <summary>How they are chosen: <c>lagrangian</c> if the estimated curve never increases, <c>isotonic</c> if it does within its noise, else <c>layers</c>.</summary>
    public string Method { get; }

    /// <summary>The sizes of least estimated error with T steps, chosen on all sequences; reveal order.</summary>
    public int[] ForSteps(int steps, CancellationToken stop) => OptimalSchedule.ForSteps(Chooser, steps, stop);

    /// <summary>The fewest steps whose sizes have at most this error on the curve they are chosen on, or null if none do.</summary>
    /// <param name="error">Nats per sequence, as <see cref="EstimatedDivergence.Above"/> counts them.</param>
    /// <param name="stop">Cancels between passes.</param>
    public int? StepsFor(double error, CancellationToken stop) => OptimalSchedule.StepsFor(Chooser, error - Sum.Of(Curve.Mean.Information.Drops), stop);

    /// <summary>
    /// What sizes chosen for T steps on half of the sequences cost, judged on the other half, the mean of both ways (see
    /// <see cref="EstimatedDivergence.Above"/>); on average at least the least error.
    /// </summary>
    public Estimated Error(int steps, CancellationToken stop) => Crossed((judge, sizes) => EstimatedDivergence.Above(judge, sizes), steps, stop);

    /// <summary>
    /// What a schedule costs more than those sizes, paired on the same sequences; on average at most its regret against the true optimum.
    /// </summary>
    public Estimated Regret(SizeVisits schedule, int steps, CancellationToken stop) =>
        Crossed((judge, sizes) => EstimatedDivergence.Difference(judge, schedule, sizes), steps, stop);

    /// <remarks>Given one half, the other judges without bias; the two ways are taken as independent.</remarks>
    private Estimated Crossed(Func<EstimatedCurve, SizeVisits, Estimated> judged, int steps, CancellationToken stop)
    {
        var ways = _folds.Select(fold => judged(fold.Judge, SizeVisits.Of(OptimalSchedule.ForSteps(fold.Chooser, steps, stop)))).ToArray();
        return new Estimated(
            ways.Average(way => way.Value),
            ways.All(way => way.StandardError is not null) ? Math.Sqrt(ways.Sum(way => way.StandardError!.Value * way.StandardError.Value)) / 2 : null);
    }

    /// <summary>The nearest curve that never increases, or null if it is not within the noise.</summary>
    private static double[]? Monotone(EstimatedCurve curve)
    {
        var shifted = curve.Mean.Shifted();
        var nearest = IsotonicRegression.NonIncreasing(shifted);
        var (moved, noise) = (0.0, 0.0);
        for (var w = 0; w < shifted.Length; w++)
        {
            if (w > 0 && nearest[w] != nearest[w - 1])
            {
                (moved, noise) = (0, 0);
            }

            moved = Math.Max(moved, Math.Abs(nearest[w] - shifted[w]));
            noise = Math.Max(noise, curve.CrossEntropy(w).StandardError ?? 0);
            if ((w == shifted.Length - 1 || nearest[w + 1] != nearest[w]) && moved > Significant * noise)
            {
                return null;
            }
        }

        return nearest;
    }
}
