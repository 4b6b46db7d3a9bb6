using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>
/// The sizes of least error (T 1.7): minimise <c>Σ_t s_t c(w_t)</c> over compositions of L into T parts; compare Chen, Cong, Li 2025.
/// </summary>
/// <remarks>
/// A curve may be given up to a constant, which changes no size; <c>excess(w) − drops(w)</c> keeps the digits that an
/// entropy would lose, and the overloads for <see cref="CrossEntropyCurve"/> use it. Values must be finite. A curve that
/// never increases is solved by a price on steps, O(L) each time and some tens of times; any other, for which convexity
/// fails, by layers, O(L T log L): both exact. <see cref="Method(ReadOnlySpan{double})"/> says which. Pure functions, so thread-safe.
/// </remarks>
public static class OptimalSchedule
{
    /// <summary>How the sizes for this curve are found: <c>lagrangian</c> if it never increases, else <c>layers</c>.</summary>
    public static string Method(ReadOnlySpan<double> curve) => new Staircase(curve).NonIncreasing ? "lagrangian" : "layers";

    /// <summary>The same for a predictor's curve, whose increases within rounding count as none.</summary>
    public static string Method(CrossEntropyCurve curve) => Method(curve.Shifted());

    /// <summary>A best schedule of exactly T steps.</summary>
    /// <param name="curve"><c>c(w)</c> up to a constant, shape [L].</param>
    /// <param name="steps">T, 1…L.</param>
    /// <param name="stop">Cancels between passes.</param>
    /// <returns>Sizes in reveal order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is not in 1…L.</exception>
    /// <exception cref="ArgumentException">A value of the curve is not finite.</exception>
    public static int[] ForSteps(ReadOnlySpan<double> curve, int steps, CancellationToken stop)
    {
        var staircase = new Staircase(curve);
        RequireSteps(staircase, steps);
        var ends = staircase.NonIncreasing
            ? new LagrangianSearch(staircase).ForSteps(steps, stop).Nodes[1..]
            : new LayeredPaths(staircase).Path(steps, stop);
        return Sizes(ends);
    }

    /// <summary>A best schedule of exactly T steps for a predictor: least <c>E_M KL</c>.</summary>
    /// <inheritdoc cref="ForSteps(ReadOnlySpan{double}, int, CancellationToken)"/>
    public static int[] ForSteps(CrossEntropyCurve curve, int steps, CancellationToken stop) => ForSteps(curve.Shifted(), steps, stop);

    /// <summary>The least <c>Σ_t s_t c(w_t)</c> for every T = 1…<paramref name="maxSteps"/>.</summary>
    /// <param name="curve"><c>c(w)</c>, shape [L].</param>
    /// <param name="maxSteps">The largest T, 1…L.</param>
    /// <param name="stop">Cancels between layers.</param>
    /// <returns>Index T−1. Time O(L maxSteps), times log L if the curve increases somewhere.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSteps"/> is not in 1…L.</exception>
    /// <exception cref="ArgumentException">A value of the curve is not finite.</exception>
    public static double[] AllErrors(ReadOnlySpan<double> curve, int maxSteps, CancellationToken stop) =>
        AllErrors(new Staircase(curve), maxSteps, offset: null, stop);

    /// <summary>The least <c>E_M KL = Σ_t s_t c(w_t) − H(X_0)</c> for every T = 1…<paramref name="maxSteps"/>.</summary>
    /// <inheritdoc cref="AllErrors(ReadOnlySpan{double}, int, CancellationToken)"/>
    public static double[] AllErrors(CrossEntropyCurve curve, int maxSteps, CancellationToken stop) =>
        AllErrors(new Staircase(curve.Shifted()), maxSteps, Sum.Of(curve.Excess), stop);

    /// <summary>The fewest steps whose least <c>Σ_t s_t c(w_t)</c> is at most <paramref name="target"/>.</summary>
    /// <param name="curve"><c>c(w)</c>, shape [L].</param>
    /// <param name="target">The largest acceptable value.</param>
    /// <param name="stop">Cancels between passes.</param>
    /// <returns>T, or null if no number of steps reaches the target within the rounding of <c>Σ_w c(w)</c>.</returns>
    /// <exception cref="ArgumentException">A value of the curve is not finite, or the target is NaN.</exception>
    public static int? StepsFor(ReadOnlySpan<double> curve, double target, CancellationToken stop)
    {
        var staircase = new Staircase(curve);
        return StepsFor(staircase, target - staircase.Total + (1e-15 * Math.Abs(staircase.Total)), stop);
    }

    /// <summary>The fewest steps whose least <c>E_M KL</c> is at most <paramref name="target"/> nats.</summary>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="target">The largest acceptable error, nats per sequence.</param>
    /// <param name="stop">Cancels between passes.</param>
    /// <returns>T, or null if no number of steps reaches the target: ε_train stays.</returns>
    /// <exception cref="ArgumentException">A value of the curve is not finite, or the target is NaN.</exception>
    public static int? StepsFor(CrossEntropyCurve curve, double target, CancellationToken stop) =>
        StepsFor(new Staircase(curve.Shifted()), target - Sum.Of(curve.Excess), stop);

    /// <summary>
    /// The large-T limit of the least <c>Σ_t s_t c(w_t) − Σ_w c(w)</c> (T 1.7):
    /// <c>(1/2T)(Σ_w √(c(w) − c(w+1)))² − ½ [c(0) − c(L−1)]</c>, for a non-increasing curve and 1 ≪ T ≪ L.
    /// </summary>
    /// <exception cref="ArgumentException">The curve increases somewhere, or a value is not finite.</exception>
    public static double LargeSteps(ReadOnlySpan<double> curve, int steps)
    {
        var staircase = new Staircase(curve);
        RequireSteps(staircase, steps);
        if (!staircase.NonIncreasing)
        {
            throw new ArgumentException("Expected a curve that never increases, got one that does: it has no such limit.", nameof(curve));
        }

        var roots = new Sum();
        for (var w = 0; w + 1 < curve.Length; w++)
        {
            roots.Add(Math.Sqrt(curve[w] - curve[w + 1]));
        }

        return (roots.Value * roots.Value / (2.0 * steps)) - ((curve[0] - curve[^1]) / 2);
    }

    private static double[] AllErrors(Staircase staircase, int maxSteps, double? offset, CancellationToken stop)
    {
        RequireSteps(staircase, maxSteps);
        var errors = new LayeredPaths(staircase).Errors(maxSteps, stop);
        return Array.ConvertAll(errors, error => error + (offset ?? staircase.Total));
    }

    private static int? StepsFor(Staircase staircase, double area, CancellationToken stop)
    {
        if (double.IsNaN(area))
        {
            throw new ArgumentException("Expected a target that is a number, got NaN.", nameof(area));
        }

        if (staircase.NonIncreasing)
        {
            return area < 0 ? null : new LagrangianSearch(staircase).ForError(area, stop).Steps;
        }

        var index = Array.FindIndex(new LayeredPaths(staircase).Errors(staircase.Length, stop), error => error <= area);
        return index < 0 ? null : index + 1;
    }

    private static int[] Sizes(int[] ends)
    {
        for (var k = ends.Length - 1; k > 0; k--)
        {
            ends[k] -= ends[k - 1];
        }

        return ends;
    }

    private static void RequireSteps(Staircase staircase, int steps)
    {
        if (steps < 1 || steps > staircase.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"Expected a number of steps from 1 to the length {staircase.Length}.");
        }
    }
}
