namespace Unmask.Host.Planning;

/// <summary>How well a data law and a predictor can be sampled in how many steps (T 1.6, T 1.7, T 1.13).</summary>
/// <remarks>
/// Errors are <c>E_M KL(p_X0 ‖ p_Y0|M)</c>, nats per sequence; if the curve is estimated and the entropy not known, what sizes cost above one token at a
/// time. Sizes are in reveal order.
/// </remarks>
/// <param name="Title">What it was made for.</param>
/// <param name="Curve">The curve.</param>
/// <param name="Schedules">The kinds that were compared with the optimum.</param>
/// <param name="Optima">Optimal sizes for the steps asked for.</param>
/// <param name="Range">Errors over a range of steps.</param>
/// <param name="Target">The fewest steps for an error, or null if none was asked for.</param>
/// <param name="Regrets">How far the other schedules are from <paramref name="Optima"/>.</param>
internal sealed record Plan(
    string Title, IPlanCurve Curve, IReadOnlyList<string> Schedules,
    IReadOnlyList<OptimalSizes> Optima, IReadOnlyList<PlanRow> Range, PlanTarget? Target, IReadOnlyList<Regret> Regrets)
{
    /// <summary>Sequence length L.</summary>
    public int Length => Curve.Values.Length;

    /// <summary><c>H(X_0)</c>, nats; null where it is not known.</summary>
    public Estimated? Entropy => Of(information => information.Entropy, _ => 1);

    /// <summary><c>Σ_i I(X_i; X_{−i})</c>, nats; null where it is not known.</summary>
    public Estimated? SumInformation => Of(information => information.SumInformation, w => Length * ((w == 0 ? 1 : 0) - (w == Length - 1 ? 1 : 0)));

    private Estimated? Of(Func<InformationCurve, double> value, Func<int, double> weight) => Curve.Estimate switch
    {
        { Separates: false } => null,
        { KnowsInformation: false } estimate => new Estimated(value(estimate.Mean.Information), estimate.StandardError([.. Enumerable.Range(0, Length).Select(weight)], null)),
        _ => new Estimated(value(Curve.Values.Information), null),
    };
}

/// <summary>The best sizes for a number of steps.</summary>
/// <param name="Sizes">In reveal order.</param>
/// <param name="Error">Its error; estimated, that of sizes chosen on one half of the sequences and judged on the other, on average at least the least error.</param>
/// <param name="TrainingError">The part of it that is ε_train (LC (7)); null where it cannot be told apart.</param>
/// <param name="Seen">Estimated, the error that the sizes have on the sequences they were chosen on, on average at most the least error; null where exact.</param>
internal sealed record OptimalSizes(IReadOnlyList<int> Sizes, Estimated Error, Estimated? TrainingError, Estimated? Seen = null)
{
    /// <summary>The number of steps T.</summary>
    public int Steps => Sizes.Count;
}

/// <summary>Errors for one number of steps.</summary>
/// <param name="Steps">T.</param>
/// <param name="Optimal">The least error.</param>
/// <param name="Errors">The error of each compared schedule, in their order; null where there is none with this T.</param>
/// <param name="Corollary1">The bound LC (9) for balanced sizes, ε_train included: <c>(1/T) Σ_i I + ε_train</c>; null without <c>balanced</c>, or where the curve is estimated.</param>
/// <param name="Sharpest">The bound T 1.11 for balanced sizes, ε_train included: <c>U(⌈L/T⌉) + ε_train</c>; null in the same cases.</param>
internal sealed record PlanRow(int Steps, Estimated Optimal, IReadOnlyList<Estimated?> Errors, double? Corollary1, double? Sharpest);

/// <summary>The fewest steps for an error.</summary>
/// <param name="Error">The largest acceptable error.</param>
/// <param name="Sizes">The sizes of the fewest steps; null if no number of steps suffices.</param>
/// <param name="Least">The least error of any number of steps, one token at a time: <c>Σ_w [c(w) − h(w)]</c>.</param>
internal sealed record PlanTarget(double Error, OptimalSizes? Sizes, Estimated Least);

/// <summary>How far a schedule is from the optimum with as many steps.</summary>
/// <param name="Schedule">Its kind.</param>
/// <param name="Steps">T.</param>
/// <param name="Error">Its error.</param>
/// <param name="Optimal">The least error with T steps.</param>
/// <param name="Excess">What it costs, nats; estimated, against sizes chosen on other sequences than they are compared on, on average at most its regret.</param>
/// <param name="OptimalSteps">The fewest steps with which optimal sizes are as good.</param>
/// <param name="Seen">Estimated, the same against sizes chosen on the sequences they are compared on, on average at least its regret; null where exact.</param>
internal sealed record Regret(string Schedule, int Steps, Estimated Error, Estimated Optimal, Estimated Excess, int? OptimalSteps, Estimated? Seen = null);
