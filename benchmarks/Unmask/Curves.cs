using Unmask.Numerics;
using Unmask.Plugins.Data;
using Unmask.Theory;

namespace Unmask.Benchmarks;

/// <summary>The long computations: information curves of chains, and schedules of least error. Each is compared with another way to the same
/// numbers before it is timed.</summary>
internal static class Curves
{
    private const int PairCount = 5;

    /// <summary>Prints the times.</summary>
    public static void Run()
    {
        LongChain(length: 10_000, states: 4, coupling: 1);
        PositionDependent(length: 1000, states: 4);
        OptimalSizes(length: 1_000_000, steps: 64);
    }

    /// <summary>Against the closed form of a Potts chain's pair informations.</summary>
    private static void LongChain(int length, int states, double coupling)
    {
        var stay = Math.Exp(coupling) / (Math.Exp(coupling) + states - 1);
        InformationCurve Closed()
        {
            var pairs = new double[length];
            for (var gap = 1; gap < length; gap++)
            {
                var decay = Math.Pow(((stay * states) - 1) / (states - 1), gap);
                var (same, other) = ((1 + ((states - 1) * decay)) / states, (1 - decay) / states);
                pairs[gap] = (length - gap) * ((Entropies.DivergenceTerm(same, 1.0 / states)) + ((states - 1) * Entropies.DivergenceTerm(other, 1.0 / states)));
            }

            return MarkovCurve.Of(Math.Log(states), pairs);
        }

        Compare($"curve, potts L={length}", () => Curve(new Potts(new PottsOptions(length, states, coupling))), Closed, "the closed form of its pair informations");
    }

    /// <summary>A matrix for each step, all equal, against the one matrix.</summary>
    private static void PositionDependent(int length, int states)
    {
        var stream = new RandomStream(1, StreamPurpose.Data, 0);
        var matrix = new double[states][];
        for (var a = 0; a < states; a++)
        {
            var row = matrix[a] = new double[states];
            var sum = 0.0;
            for (var b = 0; b < states; b++)
            {
                sum += row[b] = stream.NextDouble();
            }

            for (var b = 0; b < states; b++)
            {
                row[b] /= sum;
            }
        }

        double[] initial = [.. Enumerable.Repeat(1.0 / states, states)];
        Compare(
            $"curve, {length - 1} matrices",
            () => Curve(new Markov(new MarkovOptions(length, states, initial, [.. Enumerable.Repeat(matrix, length - 1)]))),
            () => Curve(new Markov(new MarkovOptions(length, states, initial, [matrix]))),
            "the same chain given by one matrix");
    }

    /// <summary>The price on steps against the layers, which find the best sizes for every smaller number of steps too.</summary>
    private static void OptimalSizes(int length, int steps)
    {
        var curve = new double[length];
        for (var w = 0; w < length; w++)
        {
            curve[w] = 1 / Math.Sqrt(1 + w);
        }

        double Error(int[] sizes)
        {
            var (sum, revealed) = (new Sum(), 0);
            foreach (var size in sizes)
            {
                sum.Add(size * curve[revealed]);
                revealed += size;
            }

            return sum.Value;
        }

        Report(
            $"optimal sizes, L={length}, T={steps}",
            () => [Error(OptimalSchedule.ForSteps(curve, steps, CancellationToken.None))],
            () => [OptimalSchedule.AllErrors(curve, steps, CancellationToken.None)[steps - 1]],
            "all numbers of steps up to T by layers");
    }

    private static InformationCurve Curve(IDataDistribution data) => data.Find<IInformationCurve>()!.Curve(CancellationToken.None);

    private static void Compare(string what, Func<InformationCurve> first, Func<InformationCurve> second, string reference) =>
        Report(what, () => first().Drops.ToArray(), () => second().Drops.ToArray(), reference);

    private static void Report(string what, Func<double[]> first, Func<double[]> second, string reference)
    {
        foreach (var (a, b) in first().Zip(second()))
        {
            if (!(Math.Abs(a - b) <= 1e-9 * (1e-3 + Math.Abs(b))))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{what}: got {a:R}, but {reference} gives {b:R}."));
            }
        }

        var pairs = Pairs.Of(PairCount, () => Pairs.Elapsed(() => first()), () => Pairs.Elapsed(() => second()));
        Console.WriteLine($"{what,-34} {Pairs.Text(pairs.First.Min())} at best; against {reference}: {pairs}");
    }
}
