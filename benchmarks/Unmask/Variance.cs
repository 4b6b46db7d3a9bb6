using Unmask.Interpretation;
using Unmask.Numerics;
using Unmask.Plugins.Data;
using Unmask.Plugins.Predictors;
using Unmask.Theory;

namespace Unmask.Benchmarks;

/// <summary>
/// The variance of estimated curves against plain Monte Carlo, one token at one position of one mask a predictor call, at the same
/// number of predictor calls. Both are held to the exact curve first.
/// </summary>
internal static class Variance
{
    private const int Length = 64;
    private const int Sequences = 2048;
    private const int Plain = 1 << 18;

    private static readonly Shape _shape = new(Length, 4);

    /// <summary>Prints the ratios.</summary>
    public static void Run()
    {
        IDataDistribution data = new Potts(new PottsOptions(Length, 4, 1));
        IMaskPredictor predictor = new Mixture(new MixtureOptions(0.1), new Exact(data, null!));
        var information = data.Find<IInformationCurve>()!.Curve(CancellationToken.None);
        var exact = new CrossEntropyCurve(information, data.Find<IMappedCurve>()!.Excess(predictor.Find<IRowMap>()!, CancellationToken.None));
        var (balanced, one) = (Weights([.. Enumerable.Repeat(8, 8)]), Weights([.. Enumerable.Repeat(1, Length)]));
        var (curve, cost, gap) = (Array.ConvertAll(Curve(data, predictor), each => Held(each.Moments, exact[each.W])), PlainCost(data, predictor, balanced, exact), PlainCost(data, predictor, Difference(balanced, one), exact));
        foreach (var (name, task) in new[]
        {
            ("tokens only", new CurveTask(_shape, data, predictor, null, null, null)),
            ("conditionals", CurveTask.Of(_shape, data, predictor, null)),
            ("h known", CurveTask.Of(_shape, data, predictor, information)),
        })
        {
            var estimate = CurveEstimation.Run(task, 1, Sequences, CancellationToken.None);
            var ratio = Enumerable.Range(1, Length - 1).Select(w => curve[w] / OfSequence(estimate.CrossEntropy(w).StandardError)).Order().ElementAt(Length / 2);
            Console.WriteLine(FormattableString.Invariant(
                $"{name,-14} curve {ratio:G3}, balanced {cost / (Length * OfSequence(estimate.StandardError(balanced, balanced))):G3}, balanced less one at a time {gap / (Length * OfSequence(estimate.StandardError(Difference(balanced, one), Difference(balanced, one)))):G3}"));
        }

        static double OfSequence(double? error) => error!.Value * error.Value * Sequences;
    }

    private static double[] Weights(int[] sizes) => EstimatedDivergence.Weights(SizeVisits.Of(sizes));

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    /// <summary>The variance of a call, once its mean is seen to be right.</summary>
    private static double Held(Moments moments, double exact) => Math.Abs(moments.Mean - exact) <= 5 * moments.StandardError
        ? moments.StandardError * moments.StandardError * moments.Count
        : throw new InvalidOperationException(FormattableString.Invariant($"Plain Monte Carlo gives {moments.Mean:R} ± {moments.StandardError:R}, exactly {exact:R}."));

    /// <summary><c>−log p̂</c> of one token, for each w.</summary>
    private static (int W, Moments Moments)[] Curve(IDataDistribution data, IMaskPredictor predictor) =>
        [.. Enumerable.Range(0, Length).Select(w => (w, Calls(data, predictor, Plain / Length, w, _ => w, _ => 1)))];

    /// <summary><c>Σ_w a_w c(w)</c> from w drawn in proportion to <c>|a_w|</c>.</summary>
    private static double PlainCost(IDataDistribution data, IMaskPredictor predictor, double[] weights, CrossEntropyCurve exact)
    {
        var law = weights.Select(Math.Abs).ToArray();
        var total = law.Sum();
        return Held(
            Calls(data, predictor, Plain, Length, u => Categorical.Draw(law, u), w => Math.Sign(weights[w]) * total),
            Enumerable.Range(0, Length).Sum(w => weights[w] * exact[w]));
    }

    private static Moments Calls(IDataDistribution data, IMaskPredictor predictor, int count, int purpose, Func<double, int> drawn, Func<int, double> weight)
    {
        var (moments, x, tokens, order, row) = (default(Moments), new int[Length], new int[Length], new int[Length], new double[4]);
        for (var sample = 0; sample < count; sample++)
        {
            var stream = new RandomStream(99, StreamPurpose.Data, sample, purpose);
            data.Sample(ref stream, x);
            var w = drawn(stream.NextDouble());
            for (var i = 0; i < Length; i++)
            {
                var j = stream.NextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }

            Array.Fill(tokens, 4);
            for (var k = 0; k < w; k++)
            {
                tokens[order[k]] = x[order[k]];
            }

            predictor.Predict(new Query(_shape, tokens, [0, 1], [order[w]]), row, CancellationToken.None);
            moments += Moments.Of(-Math.Log(row[x[order[w]]]) * weight(w));
        }

        return moments;
    }
}
