using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Optimal"/>: exactly one of the first two.</summary>
/// <param name="Steps">The number of steps T.</param>
/// <param name="Error">The largest acceptable error; as few steps as reach it are taken.</param>
/// <param name="Samples">How many data sequences the curve is estimated from.</param>
public sealed record OptimalOptions(
    [Range(1, int.MaxValue)][Description("number of steps T, at most the length; or give error")] int? Steps = null,
    [Range(0, double.MaxValue)][Description("largest acceptable kl, nats per sequence; or give steps")] double? Error = null,
    [Range(4, 1e15)][Description("estimate the curve from this many data sequences, even where it is known; where it is not, 256 are taken if absent")] long? Samples = null);

/// <summary>
/// The sizes of least error <c>Σ_t s_t c(w_t) − H(X_0)</c> for the predictor's cross-entropy curve (T 1.7): for T steps, or for the
/// smallest T whose error is at most a target.
/// </summary>
/// <remarks>
/// <para>Exact for any exact curve, increasing somewhere or not. Where there is none, sizes of least estimated error (T 1.13), from sequences
/// of the schedule's own: no metric draws them, so what it measures is not flattered. An error as target then needs the data's
/// entropy: the law's curve or its conditionals.</para>
/// <para>Thread-safe: the sizes are computed once, when first asked for.</para>
/// </remarks>
[Plugin(
    "optimal",
    Summary = "The sizes of least error for this data and predictor",
    Equation = "minimise Σ_t s_t c(w_t) − H over s_1 + … + s_T = L, where w_t is revealed before step t",
    Reference = "T 1.7, T 1.13",
    Example = """{"steps": 8}""")]
public sealed class Optimal : ISizeLaw, IValidates
{
    private readonly OptimalOptions _options;
    private readonly ScheduleCurve _curve;
    private readonly Lazy<int[]> _sizes;

    /// <summary>Creates the schedule; nothing is computed yet.</summary>
    /// <param name="options">Steps or error.</param>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    /// <param name="estimate">The same, estimated.</param>
    public Optimal(OptimalOptions options, IDerived<CrossEntropyCurve> curve, IDerived<EstimatedCurve> estimate)
    {
        (_options, _curve) = (options, new ScheduleCurve(curve, estimate, options.Samples));
        _sizes = new Lazy<int[]>(Solve);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">No number of steps reaches the error asked for.</exception>
    public int Sizes(int step, int left, Span<double> law) => CertainSize.Write(_sizes.Value, step, left, law);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        SizeLimits.ExactlyOne("steps", _options.Steps is not null, "error", _options.Error is not null, problems);
        SizeLimits.Steps(_options.Steps, shape, problems);
        _curve.Validate("the optimal sizes", problems);
    }

    private int[] Solve()
    {
        if (_curve.IsExact)
        {
            var exact = _curve.Exact();
            return OptimalSchedule.ForSteps(exact, _options.Steps ?? Reached(OptimalSchedule.StepsFor(exact, _options.Error!.Value, CancellationToken.None), exact), CancellationToken.None);
        }

        var optimum = new EstimatedOptimum(_curve.Estimated());
        if (_options.Error is not null && !optimum.Curve.Separates)
        {
            throw new InvalidOperationException("Got an error to reach, but this data law has neither its curve nor its conditionals, so its entropy is not known and no error of sizes is either. Give 'steps'.");
        }

        return optimum.ForSteps(_options.Steps ?? Reached(optimum.StepsFor(_options.Error!.Value, CancellationToken.None), optimum.Curve.Mean), CancellationToken.None);
    }

    private int Reached(int? steps, CrossEntropyCurve curve) => steps ?? throw new InvalidOperationException(
        $"Got an error of {_options.Error} nats to reach, which no number of steps does: one position a step still leaves {Sum.Of(curve.Excess):G6}, the predictor's own. Try a larger error or a better predictor.");
}
