using Unmask.Interpretation;
using Unmask.Numerics;
using Unmask.Plugins.Data;
using Unmask.Plugins.Predictors;
using Unmask.Plugins.Samplers;
using Unmask.Plugins.Schedules;
using Unmask.Theory;

namespace Unmask.Benchmarks;

/// <summary>Exact laws and probabilities: sums over sets against the same sampler followed path by path, compared first; and the largest spaces.</summary>
internal static class Enumeration
{
    private const int PairCount = 5;

    /// <summary>Prints processor times.</summary>
    public static void Run()
    {
        Law(length: 10, states: 3, steps: 2);
        Law(length: 10, states: 3, steps: 4);
        Law(length: 8, states: 4, steps: 4);
        Probabilities(length: 12, states: 27, steps: 4, sequences: 16);
        Large("left-to-right, L=17, S=2", 17, 2, new LeftToRight(new OrderOptions(Steps: 17)));
        Large("entropy, L=17, S=2, T=9", 17, 2, new Entropy(new OrderOptions(Steps: 9)));
        foreach (var steps in new[] { 2, 8, 4 })
        {
            Large($"balanced, L=17, S=2, T={steps}", 17, 2, new UniformPositions(new Balanced(new BalancedOptions(steps))));
        }
    }

    private static void Law(int length, int states, int steps)
    {
        var (rule, transitions) = Sized(length, states, steps);
        Report(
            $"law, balanced, L={length}, S={states}, T={steps}",
            () => SetEnumerating.Law(rule, transitions, CancellationToken.None),
            () => Enumerating.Law(rule, CancellationToken.None).Probabilities);
    }

    private static void Probabilities(int length, int states, int steps, int sequences)
    {
        var (rule, transitions) = Sized(length, states, steps);
        var data = new Potts(new PottsOptions(length, states, 1));
        Report(
            $"{sequences} probabilities, L={length}, S={states}, T={steps}",
            () => Of(new SetConditioning(rule, transitions, sequences)),
            () => Of(new SequenceConditioning(rule, sequences, double.PositiveInfinity)));

        double[] Of(IConditioning walk)
        {
            for (var k = 0; k < sequences; k++)
            {
                var stream = new RandomStream(1, StreamPurpose.Data, k);
                data.Sample(ref stream, walk.Given(k));
            }

            walk.Run(sequences, CancellationToken.None);
            return [.. Enumerable.Range(0, sequences).Select(walk.LogProbability)];
        }
    }

    private static void Large(string what, int length, int states, ISchedule schedule)
    {
        var rule = Rule(length, states, schedule);
        var transitions = schedule.Find<ISizeLaw>() is { } sizes ? SizeTransition.Of(SizeRecursion.Visits(sizes, length, CancellationToken.None)) : null;
        var (processor, sum) = (0.0, 0.0);
        var elapsed = Pairs.Elapsed(() => processor = Pairs.Processor(() =>
            sum = Sum.Of(transitions is null ? Enumerating.Law(rule, CancellationToken.None).Probabilities : SetEnumerating.Law(rule, transitions, CancellationToken.None))));
        Console.WriteLine(FormattableString.Invariant($"{what,-40} {Pairs.Text(processor)} of processors, {Pairs.Text(elapsed)} elapsed; sums to 1 within {Math.Abs(sum - 1):G1}"));
    }

    private static (SamplingRule Rule, IReadOnlyList<SizeTransition> Transitions) Sized(int length, int states, int steps)
    {
        var sizes = new Balanced(new BalancedOptions(steps));
        return (Rule(length, states, new UniformPositions(sizes)), SizeTransition.Of(SizeRecursion.Visits(sizes, length, CancellationToken.None)));
    }

    private static SamplingRule Rule(int length, int states, ISchedule schedule) =>
        new(new Shape(length, states), new Ancestral(new AncestralOptions(), new Shape(length, states), schedule, null, null, null, null!, null), new Exact(new Potts(new PottsOptions(length, states, 1)), null!));

    private static void Report(string what, Func<double[]> sets, Func<double[]> paths)
    {
        foreach (var (a, b) in sets().Zip(paths()))
        {
            if (!(Math.Abs(a - b) <= 1e-12 * (1 + Math.Abs(b))))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{what}: sums over sets give {a:R}, paths {b:R}."));
            }
        }

        var pairs = Pairs.Of(PairCount, () => Pairs.Processor(() => sets()), () => Pairs.Processor(() => paths()));
        Console.WriteLine($"{what,-40} sums over sets against paths: {pairs}");
    }
}
