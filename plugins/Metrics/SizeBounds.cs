using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>
/// Bounds on <c>kl</c> for schedules of sizes, nats, each with ε_train: <c>theorem1</c> LC (8), <c>sharp</c> T 1.9,
/// <c>sharpest</c> T 1.11, <c>corollary1</c> LC (9), <c>theorem2-upper</c> LC (12) as corrected, <c>theorem2-lower</c> LC (27), and
/// without ε_train, nats per token, <c>feng</c> <c>((n−1)/T)^{1/n} log S</c>.
/// </summary>
/// <remarks>
/// Random sizes: <c>s_max</c> is the largest possible one and ε_train an expectation. Left out where they claim nothing:
/// <c>corollary1</c> unless sizes are certain and <c>s_max = ⌈L/T⌉</c>; <c>theorem2-lower</c> unless sizes are iid uniform on
/// <c>{s_max, s_max/2}</c>, the last cut; <c>feng</c> unless the data is a Markov chain (n = order + 1) and sizes are certain.
/// </remarks>
internal static class SizeBounds
{
    /// <summary>Whether they can be had.</summary>
    public static Feasibility Check(ICell cell) => SizeError.Check(cell);

    /// <summary>Computes and reports them.</summary>
    public static void Measure(ICell cell, IResults results, CancellationToken stop)
    {
        var visits = cell.Derive<SizeVisits>(stop).Value;
        var cross = cell.Derive<CrossEntropyCurve>(stop).Value;
        var (curve, largest) = (cross.Information, visits.Largest);
        var training = ExpectedDivergence.TrainingError(cross, visits);

        Add("theorem1", LiCaiBounds.Theorem1(curve, largest));
        Add("sharp", LiCaiBounds.Sharp(curve, largest));
        Add("sharpest", LiCaiBounds.Sharpest(curve, largest));
        if (visits.Certain is { } sizes && largest == (curve.Length + sizes.Count - 1) / sizes.Count)
        {
            Add("corollary1", LiCaiBounds.Corollary1(curve, sizes.Count));
        }

        Add("theorem2-upper", LiCaiBounds.Theorem2Upper(curve, largest));
        if (RandomHalvingSizes.Describe(visits))
        {
            Add("theorem2-lower", LiCaiBounds.Theorem2Lower(curve, largest));
        }

        if (visits.Certain is { } certain && cell.Find<IDataDistribution>()?.Find<IMarkovOrder>() is { } chain)
        {
            var feng = LiCaiBounds.Feng(chain.Order + 1, certain.Count, cell.Shape.States);
            results.Add("feng", feng, SizeError.Method, note: "nats per token, without the training error");
        }

        void Add(string name, double bound) => results.Add(name, bound + training, SizeError.Method, note: double.IsInfinity(training) ? cross.Note : null);
    }
}
