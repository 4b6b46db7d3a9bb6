using CsCheck;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Each schedule of sizes against its definition, written out plainly.</summary>
public class SizeDefinitionTests
{
    [Fact]
    public void Balanced_sizes_differ_by_at_most_one_and_the_larger_come_first() =>
        (from length in Gen.Int[1, 60] from steps in Gen.Int[1, length] select (length, steps)).Sample(
            x =>
            {
                Assert.Equal(Sizes.Balanced(x.length, x.steps), Certain(x.length, $$"""{ "kind": "balanced", "steps": {{x.steps}} }"""));
            },
            iter: 300);

    [Fact]
    public void Cosine_reveals_the_rounded_share_and_at_least_one_a_step() =>
        (from length in Gen.Int[1, 200] from steps in Gen.Int[1, length] select (length, steps)).Sample(
            x =>
            {
                var sizes = Sizes.Cosine(x.length, x.steps);
                Assert.All(sizes, size => Assert.True(size >= 1));
                Assert.Equal(sizes, Certain(x.length, $$"""{ "kind": "cosine", "steps": {{x.steps}} }"""));
            },
            iter: 300);

    [Fact]
    public void Cosine_by_hand() =>
        Assert.Equal([1, 1, 3, 3], Certain(8, """{ "kind": "cosine", "steps": 4 }"""));

    [Fact]
    public void Listed_sizes_are_in_reveal_order() =>
        Assert.Equal([3, 1, 2], Certain(6, """{ "kind": "sizes", "sizes": [3, 1, 2] }"""));

    [Fact]
    public void One_large_block_is_the_last() =>
        Assert.Equal([1, 1, 1, 4], Certain(7, """{ "kind": "one-large", "maximum": 4 }"""));

    [Theory]
    [InlineData(7, 4)]
    [InlineData(8, 2)]
    [InlineData(9, 6)]
    [InlineData(6, 6)]
    [InlineData(2, 2)]
    public void Random_halving_is_iid_coins_with_the_last_size_cut(int length, int maximum) =>
        AssertSameLaw(Sizes.RandomHalving(length, maximum), Followed(length, $$"""{ "kind": "random-halving", "maximum": {{maximum}} }"""));

    [Theory]
    [InlineData(7, 3)]
    [InlineData(8, 8)]
    [InlineData(5, 1)]
    [InlineData(10, 4)]
    public void Random_offset_is_a_uniform_first_block_then_equal_ones(int length, int maximum) =>
        AssertSameLaw(Sizes.RandomOffset(length, maximum), Followed(length, $$"""{ "kind": "random-offset", "maximum": {{maximum}} }"""));

    [Theory]
    [InlineData(8, 3, "totalCorrelation")]
    [InlineData(8, 3.5, "dualTotalCorrelation")]
    [InlineData(9, 4, "both")]
    [InlineData(7, 7, "both")]
    [InlineData(6, 1, "totalCorrelation")]
    [InlineData(2, 1.25, "dualTotalCorrelation")]
    [InlineData(1, 1, "both")]
    public void Random_sizes_end_a_step_after_each_token_independently_as_often_as_asked(int length, double steps, string adapts)
    {
        double Rate(int w) => adapts switch { "totalCorrelation" => 1.0 / (length - w), "dualTotalCorrelation" => 1.0 / w, _ => 1.0 / Math.Min(w, length - w) };
        var got = Followed(length, $$"""{ "kind": "random-sizes", "steps": {{Setting.Text(steps)}}, "adapts": "{{adapts}}" }""");
        Assert.Equal(steps, got.Sum(pair => pair.Value * pair.Key.Split(' ').Length), 1e-9);
        AssertSameLaw([.. Sizes.RandomSizes(length, steps, Rate).Where(pair => pair.Probability > 1e-15)], got.Where(pair => pair.Value > 1e-15).ToDictionary());
    }

    [Theory]
    [InlineData("""{ "kind": "geometric", "ratio": 0.5 }""", new[] { 4, 2, 1, 1 })]
    [InlineData("""{ "kind": "geometric", "ratio": 1, "of": "revealed" }""", new[] { 2, 4, 2 })]
    [InlineData("""{ "kind": "geometric", "ratio": 0.01 }""", new[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData("""{ "kind": "geometric", "ratio": 1 }""", new[] { 8 })]
    public void A_fraction_of_what_is_left_or_revealed(string schedule, int[] sizes) => Assert.Equal(sizes, Certain(8, schedule));

    [Fact]
    public void Equal_areas_under_the_curve() =>
        (from setting in Setting.Random from steps in Gen.Int[1, 4] select (setting, steps)).Sample(
            x =>
            {
                var (law, length, states, steps) = (x.setting.Law, x.setting.Length, x.setting.States, Math.Min(x.steps, x.setting.Length));
                var curve = Curves.CrossEntropy(law, length, states, x.setting.Predictor);
                var cell = Installed.Compose(x.setting.Pipeline($$"""{ "kind": "equal-information", "steps": {{steps}} }""", """ "nfe": {} """)).Cells[0].Cell;
                Assert.Equal(Sizes.EqualArea(curve, steps), cell.Derive<SizeVisits>(TestContext.Current.CancellationToken, null).Value.Certain);
            },
            iter: 60);

    [Fact]
    public void Equal_areas_of_independent_tokens_are_balanced()
    {
        var cell = Installed.Compose("""{ "data": { "kind": "independent", "length": 12, "states": 2, "probabilities": [0.3, 0.7] }, "predictor": "exact", "schedule": { "kind": "equal-information", "steps": 4 }, "metrics": { "kl": {} } }""").Cells[0].Cell;
        Assert.Equal([3, 3, 3, 3], cell.Derive<SizeVisits>(TestContext.Current.CancellationToken, null).Value.Certain);
    }

    private static List<int> Certain(int length, string schedule)
    {
        var law = Assert.Single(Followed(length, schedule));
        Assert.Equal(1, law.Value, 1e-12);
        return [.. law.Key.Split(' ').Select(int.Parse)];
    }

    private static Dictionary<string, double> Followed(int length, string schedule)
    {
        var all = new Dictionary<string, double>();
        Follow(Installed.SizeLaw(length, schedule), length, 1, [], all);
        return all;
    }

    private static void Follow(ISizeLaw schedule, int left, double probability, List<int> sizes, Dictionary<string, double> all)
    {
        if (left == 0)
        {
            Count(all, sizes, probability);
            return;
        }

        var law = SizeLawTests.Written(schedule, sizes.Count, left);
        for (var size = 1; size <= law.Length; size++)
        {
            if (law[size - 1] > 0)
            {
                Follow(schedule, left - size, probability * law[size - 1], [.. sizes, size], all);
            }
        }
    }

    private static void Count(Dictionary<string, double> law, IEnumerable<int> sizes, double probability)
    {
        var key = string.Join(' ', sizes);
        law[key] = law.GetValueOrDefault(key) + probability;
    }

    private static void AssertSameLaw(List<(int[] Sizes, double Probability)> listed, Dictionary<string, double> got)
    {
        var expected = new Dictionary<string, double>();
        listed.ForEach(pair => Count(expected, pair.Sizes, pair.Probability));
        Assert.Equal(expected.Keys.Order(), got.Keys.Order());
        Assert.All(expected, pair => Assert.Equal(pair.Value, got[pair.Key], 1e-12));
    }
}
