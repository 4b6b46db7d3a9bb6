using System.Globalization;
using Unmask.Numerics;
using Unmask.Plugins.Data;
using Unmask.Plugins.Data.Codes;
using Unmask.Plugins.Data.Grids;
using Unmask.Plugins.Data.Hidden;

namespace Unmask.Benchmarks;

/// <summary>What the conditionals of one half-masked sequence, its probability and a sample cost, for laws with a memory.</summary>
/// <remarks>One thread, processor time, medians; each law's rows are those it gives of a sequence of its own, every other position masked
/// in blocks. That they are right is for the tests: there is no second way at these sizes.</remarks>
internal static class Laws
{
    private const int Repetitions = 15;

    /// <summary>Prints microseconds for each law.</summary>
    public static void Run()
    {
        Measure("hmm, K = 8, S = 16, L = 1000", new Hmm(new HmmOptions(1000, Matrix(8, 8), Matrix(8, 16))));
        Measure("hmm, K = 64, S = 64, L = 1000", new Hmm(new HmmOptions(1000, Matrix(64, 64), Matrix(64, 64))));
        Measure("ising-grid, 8 x 32", new IsingGrid(new IsingGridOptions(8, 32, 0.4)));
        Measure("ising-grid, 14 x 14", new IsingGrid(new IsingGridOptions(14, 14, 0.4)));
        foreach (var order in new[] { 1, 2, 3 })
        {
            Measure($"markov, order {order}, S = 27, L = 256", new Markov(new MarkovOptions(256, 27, Uniform(order), [Matrix((int)Math.Pow(27, order), 27)], Order: order)));
        }

        Measure("linear-code, q = 31, k = 15, n = 30", new LinearCode(new LinearCodeOptions(31, [.. Enumerable.Range(0, 15).Select(r =>
            Enumerable.Range(0, 30).Select(a => (int)System.Numerics.BigInteger.ModPow(a, r, 31)).ToArray())])));
    }

    private static void Measure(string name, IDataDistribution law)
    {
        var (shape, x) = (law.Shape, new int[law.Shape.Length]);
        Sample();
        var joint = law.Find<IJointLaw>()!;
        var conditional = law.Find<IConditionalLaw>()!;
        var probability = Time(() => joint.LogProbability(x));
        foreach (var (title, masked) in new (string, Func<int, bool>)[] { ("all masked", _ => true), ("every other of 8", i => i / 8 % 2 == 0), ("every other", i => i % 2 == 0) })
        {
            int[] tokens = [.. x.Select((v, i) => masked(i) ? shape.Mask : v)], asked = [.. Enumerable.Range(0, shape.Length).Where(masked)], offsets = [0, asked.Length];
            var rows = new double[asked.Length * shape.States];
            Print(name, $"conditionals, {title}", Time(() => conditional.Conditionals(new Query(shape, tokens, offsets, asked), rows, CancellationToken.None)));
        }

        Print(name, "probability", probability);
        Print(name, "sample", Time(Sample));

        void Sample()
        {
            var random = new RandomStream(1, StreamPurpose.Data, 0);
            law.Sample(ref random, x);
        }
    }

    private static double Time(Action work)
    {
        var times = 1;
        while (Pairs.Processor(() => Repeat(times)) < 0.02)
        {
            times *= 2;
        }

        return Enumerable.Range(0, Repetitions).Select(_ => Pairs.Processor(() => Repeat(times)) / times).Order().ElementAt(Repetitions / 2);

        void Repeat(int count)
        {
            for (var k = 0; k < count; k++)
            {
                work();
            }
        }
    }

    private static void Print(string law, string what, double seconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{law,-36} {what,-32} {seconds * 1e6,12:N1} µs"));

    private static double[] Uniform(int order) => [.. Enumerable.Repeat(Math.Pow(27, -order), (int)Math.Pow(27, order))];

    private static double[][] Matrix(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(a =>
    {
        double[] weights = [.. Enumerable.Range(0, columns).Select(b => 1.05 + Math.Sin((a * 1.3) + (b * 2.1) + (a * b * 0.01)))];
        return weights.Select(weight => weight / weights.Sum()).ToArray();
    })];
}
