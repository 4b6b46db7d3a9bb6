namespace Unmask.Host.Planning;

/// <summary>A curve as plans use it: exact, or estimated with standard errors.</summary>
internal interface IPlanCurve
{
    /// <summary>How it was obtained: <c>curve</c>, <c>law</c>, <c>samples</c>.</summary>
    string Method { get; }

    /// <summary>The estimate it is, or null if it is exact.</summary>
    EstimatedCurve? Estimate { get; }

    /// <summary>Its values; where h is not told apart, all of c as information.</summary>
    CrossEntropyCurve Values { get; }

    /// <summary>How optimal sizes are found.</summary>
    string OptimumMethod { get; }

    /// <summary>The best sizes for T steps.</summary>
    OptimalSizes Optimum(int steps, CancellationToken stop);

    /// <summary>The least error of each of these numbers of steps, ascending.</summary>
    IReadOnlyList<Estimated> Least(IReadOnlyList<int> steps, CancellationToken stop);

    /// <summary>The error of a schedule.</summary>
    Estimated Error(SizeVisits schedule);

    /// <summary>The fewest steps whose optimal sizes have at most this error, or null if none do.</summary>
    int? StepsFor(double error, CancellationToken stop);

    /// <summary>How far a schedule is from the optimum with as many steps.</summary>
    Regret Regret(string kind, SizeVisits schedule, OptimalSizes optimum, CancellationToken stop);
}
