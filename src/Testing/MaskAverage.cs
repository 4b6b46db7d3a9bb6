namespace Unmask.Testing;

/// <summary>Averages over masks, by plain enumeration: W uniform among sets of size w, x from the law, i uniform outside W (T 1.2).</summary>
internal static class MaskAverage
{
    /// <summary>The average of a value of each masked position, for w = 0…L−1.</summary>
    /// <param name="law">The data law.</param>
    /// <param name="value">The value at a partly masked sequence of positive probability and a masked position of it.</param>
    public static double[] Of(TableLaw law, Func<int[], int, double> value)
    {
        var length = law.Shape.Length;
        var average = new double[length];
        foreach (var x in Sequences.Masked(law.Shape))
        {
            var probability = law.Probability(x);
            if (probability > 0)
            {
                var masked = Sequences.MaskedPositions(law.Shape, x);
                var revealed = length - masked.Length;
                average[revealed] += probability / Subsets(length, revealed) * masked.Average(i => value(x, i));
            }
        }

        return average;
    }

    /// <summary>The information curve <c>h(w)</c>.</summary>
    public static InformationCurve Information(TableLaw law) =>
        InformationCurve.FromValues(Of(law, (x, i) => Numerics.Entropies.Entropy(law.Conditional(x, i))));

    /// <summary>How many subsets of a size there are.</summary>
    public static double Subsets(int from, int size) => Enumerable.Range(1, size).Aggregate(1.0, (product, k) => product * (from - size + k) / k);
}
