using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Optimal"/>: exactly one of the two.</summary>
/// <param name="Steps">The number of steps T.</param>
/// <param name="Error">The largest acceptable error; as few steps as reach it are taken.</param>
public sealed record OptimalOptions(
    [Range(1, int.MaxValue)][Description("number of steps T, at most the length; or give error")] int? Steps = null,
    [Range(0, double.MaxValue)][Description("largest acceptable kl, nats per sequence; or give steps")] double? Error = null);

/// <summary>
/// The sizes of least error <c>Σ_t s_t c(w_t) − H(X_0)</c> for the predictor's cross-entropy curve (T 1.7): for T steps, or for the
/// smallest T whose error is at most a target.
/// </summary>
/// <remarks>
/// Exact for any curve, increasing somewhere or not. Thread-safe: the sizes are computed once, when first asked for.
/// </remarks>
[Plugin(
    "optimal",
    Summary = "The sizes of least error for this data and predictor",
    Equation = "minimise Σ_t s_t c(w_t) − H over s_1 + … + s_T = L, where w_t is revealed before step t",
    Reference = "T 1.7",
    Example = """{"steps": 8}""")]
public sealed class Optimal : ISizeLaw, IValidates
{
    private readonly OptimalOptions _options;
    private readonly IDerived<CrossEntropyCurve> _curve;
    private readonly Lazy<int[]> _sizes;

    /// <summary>Creates the schedule; nothing is computed yet.</summary>
    /// <param name="options">Steps or error.</param>
    /// <param name="curve">The predictor's cross-entropy curve.</param>
    public Optimal(OptimalOptions options, IDerived<CrossEntropyCurve> curve)
    {
        (_options, _curve) = (options, curve);
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
        if (_curve.Check().Reason is { } reason)
        {
            problems.Add($"the optimal sizes follow from the predictor's cross-entropy curve, which cannot be had here: {reason.TrimEnd('.')}. Try 'balanced' or 'cosine'.");
        }
    }

    private int[] Solve()
    {
        var curve = _curve.Get(CancellationToken.None);
        return OptimalSchedule.ForSteps(curve, _options.Steps ?? StepsFor(curve, _options.Error!.Value), CancellationToken.None);
    }

    private static int StepsFor(CrossEntropyCurve curve, double error) =>
        OptimalSchedule.StepsFor(curve, error, CancellationToken.None) ?? throw new InvalidOperationException(
            $"Got an error of {error} nats to reach, which no number of steps does: one position a step still leaves {Sum.Of(curve.Excess):G6}, the predictor's own. Try a larger error or a better predictor.");
}
