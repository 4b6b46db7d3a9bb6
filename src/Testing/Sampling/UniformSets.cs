namespace Unmask.Testing;

/// <summary>Holds the sets that a step reveals to a size law: the size by the law, then every set of that size alike.</summary>
internal static class UniformSets
{
    /// <summary>Compares the probability of every set of masked positions.</summary>
    public static void Hold(StepState state, IReadOnlyList<StepTaken> paths, ISizeLaw sizes)
    {
        var left = state.Masked.Length;
        var law = new double[left];
        var largest = sizes.Sizes(state.Index, left, law);
        var revealed = new double[1 << left];
        foreach (var path in paths)
        {
            revealed[path.Acts.Sum(act => 1 << Array.IndexOf(state.Masked, act.Position))] += path.Choices.Aggregate(1.0, (product, choice) => product * choice.Probability);
        }

        for (var set = 1; set < revealed.Length; set++)
        {
            var size = int.PopCount(set);
            var expected = size <= largest ? law[size - 1] / MaskAverage.Subsets(left, size) : 0;
            var positions = state.Masked.Where((_, m) => (set >> m & 1) == 1);
            Assert.True(
                Math.Abs(revealed[set] - expected) <= 1e-9,
                $"{state}: reveals {Words.Set(positions)} with probability {revealed[set]:G6}; by its size law it is {expected:G6}");
        }
    }
}
