using CsCheck;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Entropy order against its definition: repeatedly the lowest index within 1e-9 of the remaining minimum.</summary>
public class EntropyOrderTests
{
    [Fact]
    public void The_lowest_entropies_are_revealed_ties_by_lowest_index() =>
        (from length in Gen.Int[1, 9]
         from perStep in Gen.Int[1, length]
         from heads in Gen.OneOfConst(0.5, 0.25, 0.75, 0.1, 0.9, 1.0).Array[length]
         from masked in Gen.Bool.Array[length]
         select (length, perStep, heads, masked)).Sample(
            x =>
            {
                var at = Enumerable.Range(0, x.length).Where(i => x.masked[i]).DefaultIfEmpty(0).ToArray();
                var expected = at.OrderBy(i => Math.Round(Binary(x.heads[i]), 9)).ThenBy(i => i).Take(x.perStep);
                var got = Revealed(x.length, $$"""{ "kind": "entropy", "perStep": {{x.perStep}} }""", 0, at, [.. at.Select(i => x.heads[i])]);
                Assert.Equal(expected, got);
            },
            iter: 300);

    [Fact]
    public void Entropies_that_differ_by_less_than_1e_9_are_ties() =>
        Assert.Equal([0], Revealed(2, """{ "kind": "entropy", "perStep": 1 }""", 0, [0, 1], [0.3 + 1e-11, 0.3]));

    [Theory]
    [InlineData(7, 3, 0, 7, 3)]
    [InlineData(7, 3, 1, 4, 2)]
    [InlineData(7, 3, 2, 2, 2)]
    [InlineData(5, 1, 0, 5, 5)]
    [InlineData(5, 5, 3, 2, 1)]
    public void Steps_have_balanced_sizes(int length, int steps, int step, int left, int size)
    {
        int[] at = [.. Enumerable.Range(length - left, left)];
        double[] heads = [.. at.Select(i => 0.5 / (i + 1))];
        Assert.Equal(size, Revealed(length, $$"""{ "kind": "entropy", "steps": {{steps}} }""", step, at, heads).Count);
    }

    [Fact]
    public void The_last_step_takes_what_is_left() =>
        Assert.Equal(2, Revealed(5, """{ "kind": "entropy", "perStep": 3 }""", 1, [2, 4], [0.3, 0.4]).Count);

    private static double Binary(double p) => p is 0 or 1 ? 0 : -(p * Math.Log(p)) - ((1 - p) * Math.Log(1 - p));

    private static List<int> Revealed(int length, string schedule, int step, int[] at, double[] heads)
    {
        var shape = new Shape(length, 2);
        var tokens = new int[length];
        foreach (var i in at)
        {
            tokens[i] = shape.Mask;
        }

        double[] rows = [.. heads.SelectMany(p => new[] { p, 1 - p })];
        var choices = new RecordedChoices();
        Installed.Schedule(length, schedule).Reveal(new Step(step, shape, tokens, at, []), new Rows(at, rows, 2), choices);
        return choices.Revealed;
    }
}
