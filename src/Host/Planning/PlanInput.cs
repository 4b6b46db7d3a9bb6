namespace Unmask.Host.Planning;

/// <summary>What a plan is made for: a data law and a predictor, known by their curve.</summary>
/// <param name="Title">The data law and the predictor in words, such as <c>potts, predictor exact</c>.</param>
/// <param name="Source">The file that names them, for messages.</param>
/// <param name="Curve">The predictor's cross-entropy curve.</param>
/// <param name="Sizes">The sizes of a schedule by kind and number of steps; null if there is no such schedule for this length.</param>
internal sealed record PlanInput(string Title, string Source, IPlanCurve Curve, Func<string, int, SizeVisits?> Sizes)
{
    /// <summary>The numbers of steps that the configuration names.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [];

    /// <summary>The sequence length L.</summary>
    public int Length => Curve.Values.Length;
}
