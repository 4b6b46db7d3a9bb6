using Unmask.Host.Configuration;
using Unmask.Theory;

namespace Unmask.Host.Planning;

/// <summary>Makes plans from a curve alone: nothing is sampled or enumerated.</summary>
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
        var curve = input.Curve;
        RequireFinite(input);
        Require(input, [.. options.Steps, .. options.Range], options.Target);
        var method = OptimalSchedule.Method(curve);
        var range = options.Range.Count > 0 ? [.. options.Range.Distinct().Order()] : Doubling(curve.Length);
        var target = options.Target is { } error ? Target(curve, error, stop) : null;
        var steps = new[] { options.Steps, input.Steps.Where(steps => steps <= curve.Length), Of(target?.Sizes?.Steps), [Math.Max(1, curve.Length / 8)] }.First(each => each.Any());
        var optima = steps.Distinct().Order().Select(each => Optimum(curve, each, stop)).ToList();
        return new Plan(
            input.Title, curve.Length, curve.Information.Entropy, curve.Information.SumInformation, input.Method, method, options.Schedules, optima,
            Rows(input, options, range, method, stop), target,
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

    /// <summary>Sizes that are certain, as visits.</summary>
    internal static SizeVisits Visits(IReadOnlyList<int> sizes)
    {
        var visits = new List<SizeVisit>(sizes.Count);
        var revealed = 0;
        foreach (var size in sizes)
        {
            visits.Add(new SizeVisit(visits.Count, revealed, size, 1));
            revealed += size;
        }

        return new SizeVisits(revealed, visits);
    }

    private static IEnumerable<int> Of(int? steps) => steps is { } one ? [one] : [];

    private static OptimalSizes Optimum(CrossEntropyCurve curve, int steps, CancellationToken stop)
    {
        var sizes = OptimalSchedule.ForSteps(curve, steps, stop);
        var visits = Visits(sizes);
        return new OptimalSizes(sizes, ExpectedDivergence.Of(curve, visits), ExpectedDivergence.TrainingError(curve, visits));
    }

    private static PlanTarget Target(CrossEntropyCurve curve, double error, CancellationToken stop) => new(
        error,
        OptimalSchedule.StepsFor(curve, error, stop) is { } steps ? Optimum(curve, steps, stop) : null,
        ExpectedDivergence.Of(curve, Visits([.. Enumerable.Repeat(1, curve.Length)])));

    private static List<PlanRow> Rows(PlanInput input, PlanOptions options, IReadOnlyList<int> range, string method, CancellationToken stop)
    {
        var curve = input.Curve;
        var layers = method == "layers" ? OptimalSchedule.AllErrors(curve, range[^1], stop) : null;
        return [.. range.Select(steps =>
        {
            stop.ThrowIfCancellationRequested();
            var largest = (curve.Length + steps - 1) / steps;
            var training = input.Sizes(Balanced, steps) is { } balanced ? ExpectedDivergence.TrainingError(curve, balanced) : (double?)null;
            return new PlanRow(
                steps,
                layers?[steps - 1] ?? Optimum(curve, steps, stop).Error,
                [.. options.Schedules.Select(kind => input.Sizes(kind, steps) is { } visits ? ExpectedDivergence.Of(curve, visits) : (double?)null)],
                LiCaiBounds.Corollary1(curve.Information, steps) + training,
                LiCaiBounds.Sharpest(curve.Information, largest) + training);
        })];
    }

    private static Regret? Regret(PlanInput input, string kind, OptimalSizes optimum, CancellationToken stop)
    {
        if (input.Sizes(kind, optimum.Steps) is not { } visits)
        {
            return null;
        }

        var error = ExpectedDivergence.Of(input.Curve, visits);
        return new Regret(kind, optimum.Steps, error, optimum.Error, double.IsFinite(error) ? OptimalSchedule.StepsFor(input.Curve, error, stop) : null);
    }

    private static void RequireFinite(PlanInput input)
    {
        var infinite = input.Curve.Excess.IndexOf(double.PositiveInfinity);
        if (infinite >= 0)
        {
            throw new UserErrorException(input.Source, "/predictor",
                $"The predictor gives probability 0 to a token that can occur once {infinite} tokens are revealed, so the error of every step from there is infinite and no sizes are best. Try \"mixture\", which mixes a little of the uniform law in.");
        }
    }

    private static void Require(PlanInput input, IReadOnlyList<int> steps, double? target)
    {
        List<UserError> errors = [.. steps.Where(each => each < 1 || each > input.Curve.Length).Distinct()
            .Take(5).Select(each => new UserError("command line", "", $"Got {each} steps; expected 1 to {input.Curve.Length}, the length of {input.Title}."))];
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
