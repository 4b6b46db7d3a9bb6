using Spectre.Console;
using Unmask.Host.Runs;

namespace Unmask.Host.Planning;

/// <summary>A plan for people.</summary>
internal static class PlanTable
{
    private const int MostRuns = 24;
    private const string None = "–";

    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <summary>Writes the plan: sizes, errors over a range of steps, the target, and the regret of other schedules.</summary>
    public static void Write(IAnsiConsole console, Plan plan)
    {
        console.WriteLine($"Plan for {plan.Title}: L = {plan.Length}", Bold);
        Curve(console, plan);
        console.WriteLine();
        Optima(console, plan);
        Range(console, plan);
        if (plan.Target is { } target)
        {
            Target(console, target);
        }

        Regrets(console, plan);
    }

    /// <summary>Sizes in runs, <c>7, 5×3, 4</c> for 7, 5, 5, 5, 4; the end of a very long list is left to <c>--json</c>.</summary>
    internal static string Compressed(IReadOnlyList<int> sizes)
    {
        var runs = new List<(int Size, int Count)>();
        foreach (var size in sizes)
        {
            if (runs.Count > 0 && runs[^1].Size == size)
            {
                runs[^1] = (size, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((size, 1));
            }
        }

        var shown = runs.Take(MostRuns).Select(run => run.Count == 1 ? $"{run.Size}" : $"{run.Size}×{run.Count}");
        return string.Join(", ", shown) + (runs.Count > MostRuns ? $", … ({sizes.Count} sizes; all with --json)" : "");
    }

    private static void Curve(IAnsiConsole console, Plan plan)
    {
        var known = plan.Entropy is { } entropy && plan.SumInformation is { } information
            ? $"H(X) = {Of(entropy)} nats, Σ I(X_i; X_-i) = {Of(information)} nats. "
            : "";
        if (plan.Curve.Estimate is not { } estimate)
        {
            console.WriteLine($"{known}Curve: exact ({plan.Curve.Method}). Optimum: exact ({Explained(plan.Curve.OptimumMethod)}).");
            console.WriteLine("Errors are E_M KL in nats per sequence.");
            return;
        }

        console.WriteLine($"{known}Curve: estimated from {Figures.Count(estimate.Samples)} data sequences; ± is one standard error, of {estimate.DegreesOfFreedom} degrees of freedom. Optimum: {Explained(plan.Curve.OptimumMethod)}.");
        console.WriteLine(estimate.Separates
            ? "Errors are E_M KL in nats per sequence."
            : "Errors are what sizes cost above one token at a time, nats per sequence: the entropy of this data law is not known, so its KL is not either.");
        console.WriteLine("Optimal sizes are chosen on all sequences. Their error is judged without favour: that of sizes chosen on one half of the sequences, on the other half.");
    }

    private static void Optima(IAnsiConsole console, Plan plan)
    {
        Heading(console, "Optimal sizes, first revealed first (5×3: three steps of size 5)");
        var width = plan.Optima.Max(optimum => $"{optimum.Steps}".Length);
        foreach (var optimum in plan.Optima)
        {
            console.WriteLine($" T = {$"{optimum.Steps}".PadLeft(width)}: {Compressed(optimum.Sizes)}");
        }

        console.WriteLine();
    }

    private static void Range(IAnsiConsole console, Plan plan)
    {
        Heading(console, "Error by number of steps");
        var table = new TextTable()
            .Key("T", plan.Range.Select(row => $"{row.Steps}"))
            .Add("optimal", plan.Range.Select(row => Of(row.Optimal)));
        for (var n = 0; n < plan.Schedules.Count; n++)
        {
            var each = n;
            table.Add(plan.Schedules[n], plan.Range.Select(row => row.Errors[each] is { } error ? Of(error) : None));
        }

        if (plan.Curve.Estimate is null)
        {
            table
                .Add("bound\nT 1.11", plan.Range.Select(row => Optional(row.Sharpest)))
                .Add("bound\nLC (9)", plan.Range.Select(row => Optional(row.Corollary1)));
        }

        table.Write(console);
        if (plan.Curve.Estimate is null)
        {
            console.WriteLine("Bounds are for balanced sizes, ε_train included: T 1.11 is U(⌈L/T⌉), LC (9) is Σ I / T.");
            console.WriteLine();
        }
    }

    private static void Target(IAnsiConsole console, PlanTarget target)
    {
        Heading(console, $"Fewest steps for an error of at most {Figures.Of(target.Error)}");
        console.WriteLine(target.Sizes is { } sizes
            ? $" T = {sizes.Steps}, error {Of(sizes.Error)}: {Compressed(sizes.Sizes)}"
            : $" No number of steps suffices: one token at a time has {Of(target.Least)}, all of it the predictor's own error (ε_train).");
        console.WriteLine();
    }

    private static void Regrets(IAnsiConsole console, Plan plan)
    {
        if (plan.Regrets.Count == 0)
        {
            return;
        }

        Heading(console, "Regret: what a schedule costs against the optimum with as many steps");
        var table = new TextTable()
            .Key("T", plan.Regrets.Select(regret => $"{regret.Steps}"))
            .Key("schedule", plan.Regrets.Select(regret => regret.Schedule))
            .Add("error", plan.Regrets.Select(regret => Of(regret.Error)))
            .Add("optimal", plan.Regrets.Select(regret => Of(regret.Optimal)))
            .Add("regret", plan.Regrets.Select(regret => Of(regret.Excess)));
        if (plan.Curve.Estimate is not null)
        {
            table.Add("on the sequences\nchosen on", plan.Regrets.Select(regret => regret.Seen is { } seen ? Of(seen) : None));
        }

        table
            .Add("optimal sizes\nneed only T", plan.Regrets.Select(regret => regret.OptimalSteps is { } steps ? $"{steps}" : None))
            .Write(console);
        if (plan.Curve.Estimate is not null)
        {
            console.WriteLine("Errors of a regret are paired. On average the first is at most the true regret and the second at least.");
        }
    }

    private static void Heading(IAnsiConsole console, string text)
    {
        console.WriteLine(text, Bold);
        console.WriteLine();
    }

    private static string Of(Estimated number) => Figures.Of(number.Value, number.StandardError);

    private static string Optional(double? value) => value is { } number ? Figures.Of(number) : None;

    private static string Explained(string method) => method switch
    {
        "lagrangian" => "Lagrangian search; the curve never increases, so the cost is Monge",
        "isotonic" => "isotonic; the estimated curve increases within its noise, so sizes are chosen on the nearest one that never does",
        _ => "general programme, layer by layer; the curve increases somewhere",
    };
}
