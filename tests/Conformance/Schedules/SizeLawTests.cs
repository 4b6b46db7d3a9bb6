using CsCheck;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>What the built-in schedules of sizes do beyond their contract.</summary>
public class SizeLawTests
{
    private static readonly Gen<(int Length, string Schedule)> Schedules =
        from length in Gen.Int[1, 24]
        from steps in Gen.Int[1, length]
        from maximum in Gen.Int[1, length]
        from cuts in Gen.Int[1, 24].Array[0, 6]
        from kind in Gen.Int[0, 9]
        select (length, Text(kind, length, steps, maximum, cuts));

    [Fact]
    public void A_law_is_well_formed_even_at_steps_the_schedule_never_reaches() =>
        (from drawn in Schedules from step in Gen.Int[0, 30] from left in Gen.Int[1, 24] select (drawn, step, left)).Sample(
            x =>
            {
                var left = Math.Min(x.left, x.drawn.Length);
                var law = Written(Installed.SizeLaw(x.drawn.Length, x.drawn.Schedule), x.step, left);
                Assert.InRange(law.Length, 1, left);
                Assert.Equal(1, law.Sum(), 1e-12);
            },
            iter: 300);

    [Theory]
    [InlineData("""{ "kind": "balanced", "steps": 1 }""")]
    [InlineData("""{ "kind": "sizes", "sizes": [1] }""")]
    [InlineData("""{ "kind": "cosine", "steps": 1 }""")]
    [InlineData("""{ "kind": "random-offset", "maximum": 1 }""")]
    [InlineData("""{ "kind": "one-large", "maximum": 1 }""")]
    [InlineData("""{ "kind": "optimal", "steps": 1 }""")]
    [InlineData("""{ "kind": "equal-information", "steps": 1 }""")]
    [InlineData("""{ "kind": "random-sizes", "steps": 1 }""")]
    [InlineData("""{ "kind": "geometric", "ratio": 0.5 }""")]
    public void One_position_takes_one_step(string schedule) =>
        Assert.Equal([1.0], Written(Installed.SizeLaw(1, schedule), 0, 1));

    /// <summary>The law a schedule writes over memory that held something else.</summary>
    internal static double[] Written(ISizeLaw schedule, int step, int left)
    {
        var law = new double[left];
        Array.Fill(law, double.NaN);
        return law[..schedule.Sizes(step, left, law)];
    }

    private static string Text(int kind, int length, int steps, int maximum, int[] cuts) => kind switch
    {
        0 => $$"""{ "kind": "balanced", "steps": {{steps}} }""",
        1 => $$"""{ "kind": "cosine", "steps": {{steps}} }""",
        2 when length >= 2 => $$"""{ "kind": "random-halving", "maximum": {{Math.Max(2, maximum / 2 * 2)}} }""",
        3 => $$"""{ "kind": "random-offset", "maximum": {{maximum}} }""",
        4 => $$"""{ "kind": "one-large", "maximum": {{maximum}} }""",
        5 => $$"""{ "kind": "optimal", "steps": {{steps}} }""",
        6 => $$"""{ "kind": "equal-information", "steps": {{steps}} }""",
        7 => $$"""{ "kind": "random-sizes", "steps": {{steps}}, "adapts": "{{(maximum % 2 == 0 ? "both" : "totalCorrelation")}}" }""",
        8 => $$"""{ "kind": "geometric", "ratio": {{Setting.Text(1.0 / maximum)}}, "of": "{{(steps % 2 == 0 ? "left" : "revealed")}}" }""",
        _ => $$"""{ "kind": "sizes", "sizes": [{{string.Join(", ", Composition(length, cuts))}}] }""",
    };

    private static IEnumerable<int> Composition(int length, int[] cuts)
    {
        var ends = cuts.Where(cut => cut < length).Append(length).Distinct().Order().ToList();
        return ends.Select((end, k) => end - (k == 0 ? 0 : ends[k - 1]));
    }
}
