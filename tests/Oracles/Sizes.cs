namespace Unmask.Tests.Oracles;

/// <summary>Sizes in reveal order, by listing them; random ones with their probabilities.</summary>
public static class Sizes
{
    /// <summary>All compositions of a length into positive parts.</summary>
    public static IEnumerable<int[]> Compositions(int length)
    {
        if (length == 0)
        {
            yield return [];
        }

        for (var first = 1; first <= length; first++)
        {
            foreach (var rest in Compositions(length - first))
            {
                yield return [first, .. rest];
            }
        }
    }

    /// <summary>⌈L/T⌉ and ⌊L/T⌋, the larger ones first.</summary>
    public static int[] Balanced(int length, int steps) =>
        [.. Enumerable.Range(0, steps).Select(t => (length / steps) + (t < length % steps ? 1 : 0))];

    /// <summary>Revealed after step j of T: <c>round(L (1 − cos(πj/2T)))</c>, at least one more a step, L at the end.</summary>
    public static int[] Cosine(int length, int steps)
    {
        var sizes = new List<int>();
        var before = 0;
        for (var j = 1; j <= steps; j++)
        {
            var share = (int)Math.Round(length * (1 - Math.Cos(Math.PI * j / (2.0 * steps))));
            var after = j == steps ? length : share > before ? share : before + 1;
            sizes.Add(after - before);
            before = after;
        }

        return [.. sizes];
    }

    /// <summary>LC's exception: every size 1 but the last one, which is the largest.</summary>
    public static int[] OneLarge(int length, int largest) => [.. Enumerable.Repeat(1, length - largest), largest];

    /// <summary>Sizes iid uniform from {maximum, maximum/2}, the last cut to what is left.</summary>
    public static List<(int[] Sizes, double Probability)> RandomHalving(int length, int maximum)
    {
        var all = new List<(int[], double)>();
        Extend([], length, 1.0);
        return all;

        void Extend(int[] sizes, int left, double probability)
        {
            if (left == 0)
            {
                all.Add((sizes, probability));
                return;
            }

            foreach (var size in new[] { maximum, maximum / 2 })
            {
                var cut = Math.Min(size, left);
                Extend([.. sizes, cut], left - cut, probability / 2);
            }
        }
    }

    /// <summary>The first size uniform on 1…maximum, then maximum, the last cut to what is left.</summary>
    public static List<(int[] Sizes, double Probability)> RandomOffset(int length, int maximum)
    {
        var all = new List<(int[], double)>();
        for (var first = 1; first <= maximum; first++)
        {
            var sizes = new List<int>();
            for (var (next, left) = (first, length); left > 0; next = maximum)
            {
                sizes.Add(Math.Min(next, left));
                left -= sizes[^1];
            }

            all.Add(([.. sizes], 1.0 / maximum));
        }

        return all;
    }

    /// <summary>Each step a fraction of what is left, <c>1 + ⌊ratio (left − 1)⌋</c>.</summary>
    public static int[] Geometric(int length, double ratio)
    {
        var sizes = new List<int>();
        for (var left = length; left > 0; left -= sizes[^1])
        {
            sizes.Add(Math.Min(left, 1 + (int)Math.Floor(ratio * (left - 1))));
        }

        return [.. sizes];
    }

    /// <summary>A step ends after w revealed tokens with probability <c>min(1, θ rate(w))</c>, θ by halving so that there are as many steps as asked for in expectation.</summary>
    public static List<(int[] Sizes, double Probability)> RandomSizes(int length, double steps, Func<int, double> rate)
    {
        var (low, high) = (0.0, (double)length);
        for (var halving = 0; halving < 200; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = 1 + Enumerable.Range(1, length - 1).Sum(w => Math.Min(1, middle * rate(w))) < steps ? (middle, high) : (low, middle);
        }

        return IndependentEnds(length, w => Math.Min(1, high * rate(w)));
    }

    /// <summary>A step ends after w revealed tokens with probability <c>ends(w)</c>, independently for each w in 1…L−1: every set of ends.</summary>
    public static List<(int[] Sizes, double Probability)> IndependentEnds(int length, Func<int, double> ends) =>
        [.. Compositions(length).Select(sizes =>
        {
            var reached = new HashSet<int>();
            var revealed = 0;
            foreach (var size in sizes)
            {
                reached.Add(revealed += size);
            }

            return (sizes, Enumerable.Range(1, length - 1).Aggregate(1.0, (product, w) => product * (reached.Contains(w) ? ends(w) : 1 - ends(w))));
        })];

    /// <summary>Sizes whose ends are, one after another, the w with the area before it nearest to t/T of all of it; the lowest of equals; one left for each later step.</summary>
    public static int[] EqualArea(double[] curve, int steps)
    {
        var sizes = new List<int>();
        for (var t = 1; t <= steps; t++)
        {
            var (from, to) = (sizes.Sum() + 1, curve.Length - (steps - t));
            double Distance(int w) => Math.Abs(curve.Take(w).Sum() - (curve.Sum() * t / steps));
            var nearest = Enumerable.Range(0, curve.Length + 1).MinBy(w => Math.Round(Distance(w) / Math.Max(curve.Sum(), 1e-300), 8));
            sizes.Add(t == steps ? curve.Length - sizes.Sum() : Math.Clamp(nearest, from, to) - sizes.Sum());
        }

        return [.. sizes];
    }
}
