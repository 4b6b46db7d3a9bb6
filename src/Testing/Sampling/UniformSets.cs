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
            Add(path, 0, 0, path.Choices.Aggregate(1.0, (product, choice) => product * choice.Probability));
        }

        for (var set = 0; set < revealed.Length; set++)
        {
            var size = int.PopCount(set);
            var expected = size == 0 ? 1 - law[..largest].Sum() : size <= largest ? law[size - 1] / MaskAverage.Subsets(left, size) : 0;
            var positions = state.Masked.Where((_, m) => (set >> m & 1) == 1);
            Assert.True(
                Math.Abs(revealed[set] - expected) <= 1e-9,
                $"{state}: reveals {Words.Set(positions)} with probability {revealed[set]:G6}; by its size law it is {expected:G6}");
        }

        void Add(StepTaken path, int k, int set, double probability)
        {
            if (k == path.Acts.Count)
            {
                revealed[set] += probability;
                return;
            }

            var happens = path.Acts[k].Happens(state.Shape.States);
            Add(path, k + 1, set, probability * (1 - happens));
            Add(path, k + 1, set | 1 << Array.IndexOf(state.Masked, path.Acts[k].Position), probability * happens);
        }
    }
}
