using CsCheck;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Orders that look at rows against their definitions, on rows of three symbols without ties.</summary>
public class OrderDefinitionTests
{
    private static readonly Gen<double[][]> Rows =
        from count in Gen.Int[1, 7]
        from rows in Gen.Double[0.01, 1].Array[3].Array[count]
        select rows.Select(row => row.Select(weight => weight / row.Sum()).ToArray()).ToArray();

    [Fact]
    public void Margin_reveals_the_largest_leads() => Check(
        """{ "kind": "margin", "perStep": 2 }""",
        rows => Enumerable.Range(0, rows.Length).OrderByDescending(i => Sorted(rows[i])[0] - Sorted(rows[i])[1]).Take(2));

    [Fact]
    public void Top_probability_reveals_the_surest_symbols() => Check(
        """{ "kind": "top-probability", "perStep": 2 }""",
        rows => Enumerable.Range(0, rows.Length).OrderByDescending(i => rows[i].Max()).Take(2));

    [Fact]
    public void Left_to_right_reveals_the_leftmost() => Check(
        """{ "kind": "left-to-right", "perStep": 2 }""", rows => Enumerable.Range(0, Math.Min(2, rows.Length)));

    [Fact]
    public void A_threshold_reveals_all_that_reach_it_and_at_least_the_surest() => Check(
        """{ "kind": "threshold", "probability": 0.6 }""",
        rows =>
        {
            var reach = Enumerable.Range(0, rows.Length).Where(i => rows[i].Max() >= 0.6).ToList();
            return reach.Count > 0 ? reach : [Enumerable.Range(0, rows.Length).MaxBy(i => rows[i].Max())];
        });

    [Fact]
    public void A_budget_of_entropy_is_kept_and_one_more_position_would_break_it() => Check(
        """{ "kind": "entropy-bounded", "budget": 1.3 }""",
        rows =>
        {
            var order = Enumerable.Range(0, rows.Length).OrderBy(i => Entropy(rows[i])).ToList();
            return order.Take(Enumerable.Range(1, rows.Length).Last(n => order.Take(n).Sum(i => Entropy(rows[i])) - order.Take(n).Max(i => Entropy(rows[i])) <= 1.3));
        });

    [Theory]
    [InlineData("""{ "kind": "threshold", "probability": 1.1 }""", "/schedule/probability: got 1.1; expected a number from 0 to 1")]
    [InlineData("""{ "kind": "entropy-bounded", "budget": -0.1 }""", "/schedule/budget: got -0.1; expected a number, at least 0")]
    [InlineData("""{ "kind": "margin" }""", "/schedule: got neither of 'steps' and 'perStep'")]
    [InlineData("""{ "kind": "left-to-right", "perStep": 9 }""", "/schedule/perStep: got 9")]
    public void A_mistake_is_named_with_its_path(string schedule, string words) => Assert.Contains(
        Installed.Errors($$"""{ "data": {{Installed.Potts(6)}}, "predictor": "exact", "schedule": {{schedule}}, "metrics": { "kl": {} } }"""),
        error => error.StartsWith(words, StringComparison.Ordinal));

    private static void Check(string schedule, Func<double[][], IEnumerable<int>> expected) => Rows.Sample(
        rows =>
        {
            var shape = new Shape(rows.Length, 3);
            var at = Enumerable.Range(0, rows.Length).ToArray();
            var choices = new RecordedChoices();
            Installed.Schedule(Math.Max(2, rows.Length), schedule).Reveal(new Step(0, shape, [.. at.Select(_ => shape.Mask)], at, []), new Rows(at, [.. rows.SelectMany(row => row)], 3), choices);
            Assert.Equal(expected(rows).Order(), choices.Revealed.Order());
        },
        iter: 200);

    private static double[] Sorted(double[] row) => [.. row.OrderDescending()];

    private static double Entropy(double[] row) => -row.Sum(p => p * Math.Log(p));
}
