namespace Unmask.Host.Planning;

/// <summary>How well a data law and a predictor can be sampled in how many steps (T 1.6, T 1.7).</summary>
/// <remarks>Errors are <c>E_M KL(p_X0 ‖ p_Y0|M)</c>, nats per sequence; sizes are in reveal order.</remarks>
/// <param name="Title">What it was made for.</param>
/// <param name="Length">Sequence length L.</param>
/// <param name="Entropy"><c>H(X_0)</c>, nats.</param>
/// <param name="SumInformation"><c>Σ_i I(X_i; X_{−i})</c>, nats.</param>
/// <param name="CurveMethod">How the curve was obtained.</param>
/// <param name="OptimumMethod">How optimal sizes were found: <c>lagrangian</c> or <c>layers</c>; both are exact.</param>
/// <param name="Schedules">The kinds that were compared with the optimum.</param>
/// <param name="Optima">Optimal sizes for the steps asked for.</param>
/// <param name="Range">Errors over a range of steps.</param>
/// <param name="Target">The fewest steps for an error, or null if none was asked for.</param>
/// <param name="Regrets">How far the other schedules are from <paramref name="Optima"/>.</param>
internal sealed record Plan(
    string Title, int Length, double Entropy, double SumInformation, string CurveMethod, string OptimumMethod, IReadOnlyList<string> Schedules,
    IReadOnlyList<OptimalSizes> Optima, IReadOnlyList<PlanRow> Range, PlanTarget? Target, IReadOnlyList<Regret> Regrets);

/// <summary>The best sizes for a number of steps.</summary>
/// <param name="Sizes">In reveal order.</param>
/// <param name="Error">Its <c>E_M KL</c>.</param>
/// <param name="TrainingError">The part of it that is ε_train (LC (7)).</param>
internal sealed record OptimalSizes(IReadOnlyList<int> Sizes, double Error, double TrainingError)
{
    /// <summary>The number of steps T.</summary>
    public int Steps => Sizes.Count;
}

/// <summary>Errors for one number of steps.</summary>
/// <param name="Steps">T.</param>
/// <param name="Optimal">The least error.</param>
/// <param name="Errors">The error of each compared schedule, in their order; null where there is none with this T.</param>
/// <param name="Corollary1">The bound LC (9) for balanced sizes, ε_train included: <c>(1/T) Σ_i I + ε_train</c>; null without <c>balanced</c>.</param>
/// <param name="Sharpest">The bound T 1.11 for balanced sizes, ε_train included: <c>U(⌈L/T⌉) + ε_train</c>; null without <c>balanced</c>.</param>
internal sealed record PlanRow(int Steps, double Optimal, IReadOnlyList<double?> Errors, double? Corollary1, double? Sharpest);

/// <summary>The fewest steps for an error.</summary>
/// <param name="Error">The largest acceptable error.</param>
/// <param name="Sizes">The sizes of the fewest steps; null if no number of steps suffices.</param>
/// <param name="Least">The least error of any number of steps, one token at a time: <c>Σ_w [c(w) − h(w)]</c>.</param>
internal sealed record PlanTarget(double Error, OptimalSizes? Sizes, double Least);

/// <summary>How far a schedule is from the optimum with as many steps.</summary>
/// <param name="Schedule">Its kind.</param>
/// <param name="Steps">T.</param>
/// <param name="Error">Its error.</param>
/// <param name="Optimal">The least error with T steps.</param>
/// <param name="OptimalSteps">The fewest steps with which optimal sizes are as good.</param>
internal sealed record Regret(string Schedule, int Steps, double Error, double Optimal, int? OptimalSteps)
{
    /// <summary>What it costs, nats.</summary>
    public double Excess => Math.Max(0, Error - Optimal);
}
