using CsCheck;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>What every schedule of sizes promises, whatever its definition.</summary>
public class SizeLawTests
{
    private static readonly Gen<(int Length, string Schedule)> Schedules =
        from length in Gen.Int[1, 24]
        from steps in Gen.Int[1, length]
        from maximum in Gen.Int[1, length]
        from cuts in Gen.Int[1, 24].Array[0, 6]
        from kind in Gen.Int[0, 6]
        select (length, Text(kind, length, steps, maximum, cuts));

    [Fact]
    public void Every_installed_schedule_is_held_to_it_but_orders_which_have_their_own() => Assert.Equal(
        ["balanced", "cosine", "entropy", "one-large", "optimal", "random-halving", "random-offset", "sizes"],
        Installed.Names("schedule"));

    [Fact]
    public void Sizes_lie_between_1_and_what_is_left_and_their_law_sums_to_1() =>
        Schedules.Sample(
            drawn =>
            {
                var schedule = Installed.SizeLaw(drawn.Length, drawn.Schedule);
                foreach (var (step, left) in Reached(schedule, drawn.Length))
                {
                    var law = Written(schedule, step, left);
                    Assert.InRange(law.Length, 1, left);
                    Assert.All(law, p => Assert.InRange(p, 0, 1));
                    Assert.Equal(1, law.Sum(), 1e-12);
                    Assert.True(law[^1] > 0, "the returned length is the largest possible size");
                }
            },
            iter: 300);

    [Fact]
    public void Everything_is_revealed_after_at_most_L_steps() =>
        Schedules.Sample(
            drawn =>
            {
                var schedule = Installed.SizeLaw(drawn.Length, drawn.Schedule);
                Assert.All(Reached(schedule, drawn.Length), at => Assert.InRange(at.Step, 0, drawn.Length - 1));
            },
            iter: 100);

    [Fact]
    public void The_same_question_has_the_same_answer() =>
        Schedules.Sample(
            drawn =>
            {
                var (one, other) = (Installed.SizeLaw(drawn.Length, drawn.Schedule), Installed.SizeLaw(drawn.Length, drawn.Schedule));
                var reached = Reached(one, drawn.Length).ToList();
                foreach (var (step, left) in Enumerable.Reverse(reached))
                {
                    Assert.Equal(Written(one, step, left), Written(other, step, left));
                }
            },
            iter: 100);

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
    public void One_position_takes_one_step(string schedule) =>
        Assert.Equal([1.0], Written(Installed.SizeLaw(1, schedule), 0, 1));

    /// <summary>The law a schedule writes over memory that held something else.</summary>
    internal static double[] Written(ISizeLaw schedule, int step, int left)
    {
        var law = new double[left];
        Array.Fill(law, double.NaN);
        return law[..schedule.Sizes(step, left, law)];
    }

    /// <summary>Every step and number of masked positions the schedule can meet.</summary>
    internal static SortedSet<(int Step, int Left)> Reached(ISizeLaw schedule, int length)
    {
        var reached = new SortedSet<(int Step, int Left)>();
        var next = new Stack<(int Step, int Left)>([(0, length)]);
        while (next.TryPop(out var at))
        {
            if (at.Left > 0 && reached.Add(at))
            {
                var law = Written(schedule, at.Step, at.Left);
                for (var size = 1; size <= law.Length; size++)
                {
                    if (law[size - 1] > 0)
                    {
                        next.Push((at.Step + 1, at.Left - size));
                    }
                }
            }
        }

        return reached;
    }

    private static string Text(int kind, int length, int steps, int maximum, int[] cuts) => kind switch
    {
        0 => $$"""{ "kind": "balanced", "steps": {{steps}} }""",
        1 => $$"""{ "kind": "cosine", "steps": {{steps}} }""",
        2 when length >= 2 => $$"""{ "kind": "random-halving", "maximum": {{Math.Max(2, maximum / 2 * 2)}} }""",
        3 => $$"""{ "kind": "random-offset", "maximum": {{maximum}} }""",
        4 => $$"""{ "kind": "one-large", "maximum": {{maximum}} }""",
        5 => $$"""{ "kind": "optimal", "steps": {{steps}} }""",
        _ => $$"""{ "kind": "sizes", "sizes": [{{string.Join(", ", Composition(length, cuts))}}] }""",
    };

    private static IEnumerable<int> Composition(int length, int[] cuts)
    {
        var ends = cuts.Where(cut => cut < length).Append(length).Distinct().Order().ToList();
        return ends.Select((end, k) => end - (k == 0 ? 0 : ends[k - 1]));
    }
}
