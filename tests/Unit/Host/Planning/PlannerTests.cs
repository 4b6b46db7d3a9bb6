using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Planning;
using Unmask.Host.Runs;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Host.Planning;

public class PlannerTests
{
    [Fact]
    public void The_table_of_a_potts_chain()
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlanTable.Write(Screen.Plain(text, 80), Planner.Make(Potts(64, 4, 1), new PlanOptions { Steps = [8, 16], Target = 0.1 }, CancellationToken.None));
        Golden.Matches(text.ToString());
    }

    [Fact]
    public void The_table_of_an_estimated_curve()
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlanTable.Write(Screen.Plain(text, 80), Planner.Make(Estimated(), new PlanOptions { Steps = [3], Range = [1, 3, 12], Target = 0.5 }, CancellationToken.None));
        Golden.Matches(text.ToString());
    }

    [Fact]
    public void The_document_of_an_estimated_curve_has_the_error_of_every_number()
    {
        var plan = Planner.Make(Estimated(), new PlanOptions { Steps = [3], Range = [1, 3, 12] }, CancellationToken.None);
        var document = JsonNode.Parse(PlanJson.Document([plan]))!["plans"]![0]!;
        Assert.Equal(("samples", 256, 63, "above one token at a time", "isotonic"), (
            document["curve"]!.GetValue<string>(), document["samples"]!.GetValue<int>(), document["degreesOfFreedom"]!.GetValue<int>(),
            document["errors"]!.GetValue<string>(), document["optimum"]!.GetValue<string>()));
        Assert.Null(document["entropy"]);
        Assert.Equal(plan.Range[1].Optimal.StandardError, document["range"]![1]!["standardErrors"]!["optimal"]!.GetValue<double>());
        Assert.Equal(plan.Range[1].Errors[0]!.Value.StandardError, document["range"]![1]!["standardErrors"]!["schedules"]!["balanced"]!.GetValue<double>());
        Assert.Equal(plan.Regrets[1].Seen!.Value.Value, document["regret"]![1]!["seen"]!.GetValue<double>());
        Assert.Equal(plan.Regrets[1].Excess.StandardError, document["regret"]![1]!["standardErrors"]!["regret"]!.GetValue<double>());
        Assert.Equal(plan.Optima[0].Seen!.Value.Value, document["optimal"]![0]!["seen"]!.GetValue<double>());
        Assert.Null(document["range"]![1]!["bounds"]!["sharpest"]);
    }

    [Fact]
    public void Errors_are_those_of_the_definition()
    {
        var input = Potts(12, 3, 1.5, excess: 0.01);
        var plan = Planner.Make(input, new PlanOptions { Range = [1, 3, 5, 12], Steps = [3] }, CancellationToken.None);
        foreach (var row in plan.Range)
        {
            var best = Compositions(12, row.Steps).Min(sizes => Error(input.Curve.Values, sizes));
            Assert.Equal(best, row.Optimal.Value, 1e-12);
            Assert.Equal(Error(input.Curve.Values, Balanced(12, row.Steps)), row.Errors[0]!.Value.Value, 1e-12);
            Assert.InRange(row.Errors[0]!.Value.Value, 0, row.Sharpest!.Value + 1e-12);
            Assert.InRange(row.Sharpest.Value, 0, row.Corollary1!.Value + 1e-12);
        }

        Assert.Equal(Error(input.Curve.Values, [.. plan.Optima[0].Sizes]), plan.Optima[0].Error.Value, 1e-12);
        Assert.Equal(0.12, plan.Optima[0].TrainingError!.Value.Value, 1e-12);
        var regret = plan.Regrets.Single(each => each.Schedule == "balanced");
        Assert.Equal(regret.Error.Value - regret.Optimal.Value, regret.Excess.Value, 1e-15);
        Assert.True(Compositions(12, regret.OptimalSteps!.Value).Min(sizes => Error(input.Curve.Values, sizes)) <= regret.Error.Value + 1e-12);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(3)]
    public void The_fewest_steps_for_an_error_are_the_fewest(double target)
    {
        var input = Potts(12, 3, 1.5);
        var fewest = Planner.Make(input, new PlanOptions { Target = target }, CancellationToken.None).Target!.Sizes!;
        Assert.InRange(fewest.Error.Value, 0, target);
        Assert.All(Enumerable.Range(1, fewest.Steps - 1), steps => Assert.True(Compositions(12, steps).Min(sizes => Error(input.Curve.Values, sizes)) > target));
    }

    [Fact]
    public void A_target_below_the_training_error_has_no_answer()
    {
        var target = Planner.Make(Potts(12, 3, 1.5, excess: 0.01), new PlanOptions { Target = 0.1 }, CancellationToken.None).Target!;
        Assert.Null(target.Sizes);
        Assert.Equal(0.12, target.Least.Value, 1e-12);
    }

    [Fact]
    public void A_curve_that_increases_is_solved_by_the_general_programme()
    {
        var excess = Enumerable.Range(0, 12).Select(w => w == 6 ? 0.5 : 0).ToArray();
        var information = Potts(12, 3, 1.5).Curve.Values.Information;
        var input = Potts(12, 3, 1.5) with { Curve = Exact(new CrossEntropyCurve(information, excess)) };
        var plan = Planner.Make(input, new PlanOptions { Range = [2, 4, 6] }, CancellationToken.None);
        Assert.Equal("layers", plan.Curve.OptimumMethod);
        Assert.All(plan.Range, row => Assert.Equal(Compositions(12, row.Steps).Min(sizes => Error(input.Curve.Values, sizes)), row.Optimal.Value, 1e-12));
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 1, 2 })]
    [InlineData(12, new[] { 1, 2, 4, 8, 12 })]
    [InlineData(16, new[] { 1, 2, 4, 8, 16 })]
    [InlineData(1_000_000, new[] { 1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1_000_000 })]
    public void The_usual_range_doubles_up_to_the_length(int length, int[] steps) => Assert.Equal(steps, Planner.Doubling(length));

    [Fact]
    public void Steps_beyond_the_length_and_a_negative_target_are_refused_together()
    {
        var refused = Assert.Throws<UserErrorException>(() => Planner.Make(Potts(12, 3, 1), new PlanOptions { Steps = [13], Range = [0, 4], Target = -1 }, CancellationToken.None));
        Assert.Equal(3, refused.Errors.Count);
        Assert.Contains("Got 13 steps; expected 1 to 12", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_predictor_that_rules_out_a_possible_token_is_refused()
    {
        var excess = new double[12];
        excess[3] = double.PositiveInfinity;
        var input = Potts(12, 3, 1) with { Curve = Exact(new CrossEntropyCurve(Potts(12, 3, 1).Curve.Values.Information, excess)) };
        Assert.Contains("once 3 tokens are revealed", Assert.Throws<UserErrorException>(() => Planner.Make(input, new PlanOptions(), CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_token_has_a_plan() => Assert.Equal([1], Planner.Make(Potts(1, 3, 1), new PlanOptions { Target = 1 }, CancellationToken.None).Optima.Single().Sizes);

    [Fact]
    public void The_document_holds_every_number_in_full()
    {
        var plan = Planner.Make(Potts(12, 3, 1.5), new PlanOptions { Steps = [3], Target = 0.3 }, CancellationToken.None);
        var document = JsonNode.Parse(PlanJson.Document([plan]))!["plans"]![0]!;
        Assert.Equal(plan.Optima[0].Sizes, document["optimal"]![0]!["sizes"]!.AsArray().Select(size => size!.GetValue<int>()));
        Assert.Equal(plan.Range.Select(row => row.Optimal.Value), document["range"]!.AsArray().Select(row => row!["optimal"]!.GetValue<double>()));
        Assert.Equal(plan.Range.Select(row => row.Errors[1]?.Value), document["range"]!.AsArray().Select(row => (double?)row!["schedules"]!["cosine"]!.GetValue<double>()));
        Assert.Equal(plan.Target!.Sizes!.Steps, document["target"]!["fewest"]!["steps"]!.GetValue<int>());
        Assert.Equal(plan.Regrets[0].Excess.Value, document["regret"]![0]!["regret"]!.GetValue<double>());
        Assert.Equal("lagrangian", document["optimum"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(new[] { 7, 5, 5, 5, 4 }, "7, 5×3, 4")]
    [InlineData(new[] { 1 }, "1")]
    public void Sizes_are_shown_in_runs(int[] sizes, string text) => Assert.Equal(text, PlanTable.Compressed(sizes));

    private static PlanInput Potts(int length, int states, double coupling, double excess = 0)
    {
        var stay = Math.Exp(coupling) / (Math.Exp(coupling) + states - 1);
        var eigenvalue = (stay * states / (states - 1)) - (1.0 / (states - 1));
        var pairs = new double[length];
        for (var gap = 1; gap < length; gap++)
        {
            var decay = Math.Pow(eigenvalue, gap);
            var (same, other) = ((1 + ((states - 1) * decay)) / states, (1 - decay) / states);
            pairs[gap] = (length - gap) * Math.Max(0, (same * Math.Log(same * states)) + ((states - 1) * (other == 0 ? 0 : other * Math.Log(other * states))));
        }

        var curve = new CrossEntropyCurve(MarkovCurve.Of(Math.Log(states), pairs), [.. Enumerable.Repeat(excess, length)]);
        return new PlanInput("data potts, predictor exact", "pipeline.json", Exact(curve), (kind, steps) => SizeVisits.Of(kind == "balanced" ? Balanced(length, steps) : Cosine(length, steps)));
    }

    /// <summary>The curve 1/(1+w), w &lt; 12, from 64 groups whose noise is a pattern.</summary>
    private static PlanInput Estimated()
    {
        var groups = Enumerable.Range(0, 64).Select(g => new CurveGroup(4, [.. Enumerable.Range(0, 12).Select(w => 4 * ((1 / (1.0 + w)) + (0.3 * Math.Sin((7 * g) + (w * w)))))], null, null));
        return new PlanInput(
            "data text, predictor marginal", "pipeline.json", new EstimatedPlanCurve(new EstimatedCurve([.. groups]), "samples"),
            (kind, steps) => SizeVisits.Of(kind == "balanced" ? Balanced(12, steps) : Cosine(12, steps)));
    }

    private static ExactPlanCurve Exact(CrossEntropyCurve curve) => new(curve, "curve");

    private static int[] Balanced(int length, int steps) => [.. Enumerable.Range(0, steps).Select(step => (length / steps) + (step < length % steps ? 1 : 0))];

    private static int[] Cosine(int length, int steps)
    {
        var sizes = new int[steps];
        var revealed = 0;
        for (var step = 1; step <= steps; step++)
        {
            var until = step == steps ? length : (int)Math.Round(length * (1 - Math.Cos(Math.PI * step / (2 * steps))));
            until = Math.Clamp(until, revealed + 1, length - (steps - step));
            sizes[step - 1] = until - revealed;
            revealed = until;
        }

        return sizes;
    }

    private static double Error(CrossEntropyCurve curve, int[] sizes)
    {
        var (error, revealed) = (0.0, 0);
        foreach (var size in sizes)
        {
            error += size * curve[revealed];
            revealed += size;
        }

        return error - Enumerable.Range(0, curve.Length).Sum(w => curve.Information[w]);
    }

    private static IEnumerable<int[]> Compositions(int length, int steps) => steps == 1
        ? [[length]]
        : Enumerable.Range(1, length - steps + 1).SelectMany(first => Compositions(length - first, steps - 1).Select(rest => (int[])[first, .. rest]));
}
