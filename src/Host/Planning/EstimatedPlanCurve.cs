using Unmask.Theory;

namespace Unmask.Host.Planning;

/// <summary>An estimated curve (T 1.13): sizes are chosen on all sequences, and judged by what halves of them choose for one another.</summary>
internal sealed class EstimatedPlanCurve(EstimatedCurve curve, string method) : IPlanCurve
{
    private readonly EstimatedOptimum _optimum = new(curve);

    public string Method => method;

    public EstimatedCurve Estimate => curve;

    public CrossEntropyCurve Values => curve.Mean;

    public string OptimumMethod => _optimum.Method;

    public OptimalSizes Optimum(int steps, CancellationToken stop)
    {
        var sizes = _optimum.ForSteps(steps, stop);
        var visits = SizeVisits.Of(sizes);
        return new OptimalSizes(
            sizes, _optimum.Error(steps, stop), curve.Separates ? EstimatedDivergence.TrainingError(curve, visits) : null, EstimatedDivergence.Above(curve, visits));
    }

    public IReadOnlyList<Estimated> Least(IReadOnlyList<int> steps, CancellationToken stop) => [.. steps.Select(each => _optimum.Error(each, stop))];

    public Estimated Error(SizeVisits schedule) => EstimatedDivergence.Above(curve, schedule);

    public int? StepsFor(double error, CancellationToken stop) => _optimum.StepsFor(error, stop);

    public Regret Regret(string kind, SizeVisits schedule, OptimalSizes optimum, CancellationToken stop)
    {
        var error = Error(schedule);
        return new Regret(
            kind, optimum.Steps, error, optimum.Error, _optimum.Regret(schedule, optimum.Steps, stop), StepsFor(error.Value, stop),
            EstimatedDivergence.Difference(curve, schedule, SizeVisits.Of(optimum.Sizes)));
    }
}
