using Unmask.Theory;

namespace Unmask.Host.Planning;

/// <summary>An exact curve (T 1.6, T 1.7).</summary>
internal sealed class ExactPlanCurve(CrossEntropyCurve curve, string method) : IPlanCurve
{
    public string Method => method;

    public EstimatedCurve? Estimate => null;

    public CrossEntropyCurve Values => curve;

    public string OptimumMethod { get; } = OptimalSchedule.Method(curve);

    public OptimalSizes Optimum(int steps, CancellationToken stop)
    {
        var sizes = OptimalSchedule.ForSteps(curve, steps, stop);
        var visits = SizeVisits.Of(sizes);
        return new OptimalSizes(sizes, Error(visits), new Estimated(ExpectedDivergence.TrainingError(curve, visits), null));
    }

    public IReadOnlyList<Estimated> Least(IReadOnlyList<int> steps, CancellationToken stop)
    {
        var layers = OptimumMethod == "layers" ? OptimalSchedule.AllErrors(curve, steps[^1], stop) : null;
        return [.. steps.Select(each => layers is null ? Optimum(each, stop).Error : new Estimated(layers[each - 1], null))];
    }

    public Estimated Error(SizeVisits schedule) => new(ExpectedDivergence.Of(curve, schedule), null);

    public int? StepsFor(double error, CancellationToken stop) => OptimalSchedule.StepsFor(curve, error, stop);

    public Regret Regret(string kind, SizeVisits schedule, OptimalSizes optimum, CancellationToken stop)
    {
        var error = Error(schedule);
        return new Regret(kind, optimum.Steps, error, optimum.Error, new Estimated(Math.Max(0, error.Value - optimum.Error.Value), null), StepsFor(error.Value, stop));
    }
}
