using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="EqualInformation"/>.</summary>
/// <param name="Steps">The number of steps T.</param>
/// <param name="Samples">How many data sequences the curve is estimated from.</param>
public sealed record EqualInformationOptions(
    [Range(1, int.MaxValue)][Description("number of steps T, at most the length")] int Steps,
    [Range(2, 1e15)][Description("estimate the curve from this many data sequences, even where it is known; where it is not, 256 are taken if absent")] long? Samples = null);

/// <summary>
/// Each step reveals an equal share of the area under the predictor's cross-entropy curve, <c>A(w) = Σ_{v&lt;w} c(v)</c>: after step t the
/// number of revealed tokens whose area is nearest to <c>(t/T) A(L)</c>, ties to the lowest, at least one a step (T 1.14).
/// </summary>
/// <remarks>
/// <para>For the exact predictor the area is the entropy: every step reveals <c>H(X)/T</c> nats, tokens that cost nothing being revealed
/// together at the end. For independent tokens of one law these are balanced sizes. They are not those of least error: <c>optimal</c> is.</para>
/// <para>Where there is no exact curve, on an estimate (T 1.13) from sequences of the schedule's own. Thread-safe: the sizes are
/// computed once, when first asked for.</para>
/// </remarks>
[Plugin(
    "equal-information",
    Summary = "Equal area under the cross-entropy curve in every step",
    Equation = "revealed after step t: the w with Σ_{v<w} c(v) nearest to (t/T) Σ_v c(v), one a step at least",
    Reference = "T 1.14",
    Example = """{"steps": 8}""")]
public sealed class EqualInformation : ISizeLaw, IValidates
{
    private readonly EqualInformationOptions _options;
    private readonly ScheduleCurve _curve;
    private readonly Lazy<int[]> _sizes;

    /// <summary>Creates the schedule; nothing is computed yet.</summary>
    /// <param name="options">The number of steps.</param>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="estimate">The same, estimated.</param>
    public EqualInformation(EqualInformationOptions options, IDerived<CrossEntropyCurve> curve, IDerived<EstimatedCurve> estimate)
    {
        (_options, _curve) = (options, new ScheduleCurve(curve, estimate, options.Samples));
        _sizes = new Lazy<int[]>(Solve);
    }

    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law) => CertainSize.Write(_sizes.Value, step, left, law);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        SizeLimits.Steps(_options.Steps, shape, problems);
        _curve.Validate("sizes of equal information", problems);
    }

    private int[] Solve()
    {
        var curve = _curve.IsExact ? _curve.Exact() : _curve.Estimated().Mean;

        // A curve that is 0 may come out of two subtractions a little below.
        return EqualArea.Sizes([.. Enumerable.Range(0, curve.Length).Select(w => Math.Max(0, curve[w]))], _options.Steps);
    }
}
