using Unmask.Host.Configuration;
using Unmask.Theory;

namespace Unmask.Host.Planning;

/// <summary>Makes plans from a curve alone, exact or estimated: nothing more is sampled or enumerated.</summary>
internal static class Planner
{
    private const int MostRows = 16;
    private const string Balanced = "balanced";

    /// <summary>Makes a plan.</summary>
    /// <param name="input">The curve and the schedules to compare.</param>
    /// <param name="options">The questions; a T beyond L is an error.</param>
    /// <param name="stop">Cancels between passes.</param>
    /// <exception cref="UserErrorException">A T is not in 1…L, the target is not positive, or the predictor rules out a token that can occur.</exception>
    public static Plan Make(PlanInput input, PlanOptions options, CancellationToken stop)
    {
        var (curve, length) = (input.Curve, input.Length);
        RequireFinite(input);
        Require(input, [.. options.Steps, .. options.Range], options.Target);
        var range = options.Range.Count > 0 ? [.. options.Range.Distinct().Order()] : Doubling(length);
        var target = options.Target is { } error ? Target(curve, error, stop) : null;
        var steps = new[] { options.Steps, input.Steps.Where(steps => steps <= length), Of(target?.Sizes?.Steps), [Math.Max(1, length / 8)] }.First(each => each.Any());
        var optima = steps.Distinct().Order().Select(each => curve.Optimum(each, stop)).ToList();
        return new Plan(
            input.Title, curve, options.Schedules, optima, Rows(input, options, range, stop), target,
            [.. optima.SelectMany(optimum => options.Schedules.Select(kind => Regret(input, kind, optimum, stop))).OfType<Regret>()]);
    }

    /// <summary>1, 2, 4, … up to L and L itself; by higher powers of two where those would be more than 16 rows.</summary>
    internal static IReadOnlyList<int> Doubling(int length)
    {
        for (var factor = 2; ; factor *= 2)
        {
            var rows = new List<int>();
            for (long steps = 1; steps < length; steps *= factor)
            {
                rows.Add((int)steps);
            }

            if (rows.Count < MostRows)
            {
                return [.. rows, length];
            }
        }
    }

    private static IEnumerable<int> Of(int? steps) => steps is { } one ? [one] : [];

    private static PlanTarget Target(IPlanCurve curve, double error, CancellationToken stop) => new(
        error,
        curve.StepsFor(error, stop) is { } steps ? curve.Optimum(steps, stop) : null,
        curve.Error(SizeVisits.Of([.. Enumerable.Repeat(1, curve.Values.Length)])));

    private static List<PlanRow> Rows(PlanInput input, PlanOptions options, IReadOnlyList<int> range, CancellationToken stop)
    {
        var (curve, length) = (input.Curve, input.Length);
        return [.. range.Zip(curve.Least(range, stop), (steps, least) =>
        {
            stop.ThrowIfCancellationRequested();
            var largest = (length + steps - 1) / steps;
            var training = curve.Estimate is null && input.Sizes(Balanced, steps) is { } balanced ? ExpectedDivergence.TrainingError(curve.Values, balanced) : (double?)null;
            return new PlanRow(
                steps,
                least,
                [.. options.Schedules.Select(kind => input.Sizes(kind, steps) is { } visits ? curve.Error(visits) : (Estimated?)null)],
                LiCaiBounds.Corollary1(curve.Values.Information, steps) + training,
                LiCaiBounds.Sharpest(curve.Values.Information, largest) + training);
        })];
    }

    private static Regret? Regret(PlanInput input, string kind, OptimalSizes optimum, CancellationToken stop) =>
        input.Sizes(kind, optimum.Steps) is { } visits ? input.Curve.Regret(kind, visits, optimum, stop) : null;

    private static void RequireFinite(PlanInput input)
    {
        var infinite = input.Curve.Values.Excess.IndexOf(double.PositiveInfinity);
        if (infinite >= 0)
        {
            throw new UserErrorException(input.Source, "/predictor",
                $"The predictor gives probability 0 to a token that can occur once {infinite} tokens are revealed, so the error of every step from there is infinite and no sizes are best. Try \"mixture\", which mixes a little of the uniform law in.");
        }
    }

    private static void Require(PlanInput input, IReadOnlyList<int> steps, double? target)
    {
        List<UserError> errors = [.. steps.Where(each => each < 1 || each > input.Length).Distinct()
            .Take(5).Select(each => new UserError("command line", "", $"Got {each} steps; expected 1 to {input.Length}, the length of {input.Title}."))];
        if (target is { } error && !(error >= 0 && double.IsFinite(error)))
        {
            errors.Add(new UserError("command line", "", $"Got {error} as the error to reach; expected a number of nats per sequence, at least 0."));
        }

        if (errors.Count > 0)
        {
            throw new UserErrorException(errors);
        }
    }
}
