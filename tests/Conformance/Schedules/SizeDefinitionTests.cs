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
