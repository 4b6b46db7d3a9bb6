using Unmask.Numerics;
using Unmask.Plugins.Data.Text;
using Unmask.Plugins.Predictors.NGrams;

namespace Unmask.Benchmarks;

/// <summary>The predictor <c>ngram</c> one letter at a time, in random order against left to right: by the chain rule both give a window the
/// same probability, which is compared before it is timed.</summary>
internal static class NGrams
{
    private const int Length = 64;
    private const int Windows = 4;
    private const int PairCount = 5;

    /// <summary>Prints the times.</summary>
    public static void Run()
    {
        var folder = Path.Combine(StartUp.Root(), "samples", "predictors");
        var data = new HeldOutText(new HeldOutTextOptions(Length, [Path.Combine(folder, "held-out.txt")]));
        foreach (var order in new[] { 2, 3, 4, 5 })
        {
            var model = new NGram(new NGramOptions(order, [Path.Combine(folder, "training.txt")]), data);
            double[] Random() => [.. Enumerable.Range(0, Windows).Select(k => LogProbability(model, data, k, shuffled: true))];
            double[] Left() => [.. Enumerable.Range(0, Windows).Select(k => LogProbability(model, data, k, shuffled: false))];
            foreach (var (random, left) in Random().Zip(Left()))
            {
                if (!(Math.Abs(random - left) <= 1e-9 * Math.Abs(left)))
                {
                    throw new InvalidOperationException(FormattableString.Invariant($"order {order}: the order of letters gives {random:R}, left to right {left:R}."));
                }
            }

            var pairs = Pairs.Of(PairCount, () => Pairs.Processor(() => Random()), () => Pairs.Processor(() => Left()));
            Console.WriteLine($"order {order}, {Length} letters in random order: {Pairs.Text(pairs.First.Min() / Windows)} a window at best; left to right {Pairs.Text(pairs.Second.Min() / Windows)}");
        }
    }

    private static double LogProbability(NGram model, HeldOutText data, int window, bool shuffled)
    {
        var stream = new RandomStream(1, StreamPurpose.Data, window);
        var (x, order, row) = (new int[Length], Enumerable.Range(0, Length).ToArray(), new double[data.Shape.States]);
        data.Sample(ref stream, x);
        for (var i = Length - 1; shuffled && i > 0; i--)
        {
            var j = stream.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        var (tokens, sum) = (Enumerable.Repeat(data.Shape.Mask, Length).ToArray(), 0.0);
        foreach (var i in order)
        {
            model.Predict(new Query(data.Shape, tokens, [0, 1], [i]), row, CancellationToken.None);
            sum += Math.Log(row[x[i]]);
            tokens[i] = x[i];
        }

        return sum;
    }
}
