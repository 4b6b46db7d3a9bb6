using Unmask.Numerics;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>What every data law promises, checked against plain enumeration.</summary>
public class DataLawTests
{
    public static TheoryData<string> Names => LawCase.Names;

    [Theory, MemberData(nameof(Names))]
    public void Probabilities_of_sequences_are_those_of_the_law(string name)
    {
        var (law, joint) = Open<IJointLaw>(name);
        for (var k = 0; k < law.Table.Length; k++)
        {
            var p = Math.Exp(joint!.LogProbability(Laws.Tokens(k, law.Length, law.States)));
            Assert.Equal(law.Table[k], p, 1e-12 * (law.Table[k] + 1e-6));
            Assert.Equal(law.Table[k] == 0, p == 0);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Windows_are_marginals(string name)
    {
        var (law, windows) = Open<IWindowLaw>(name);
        for (var start = 0; start < law.Length; start++)
        {
            for (var length = 0; start + length <= law.Length; length++)
            {
                var window = new double[Laws.Count(length, law.States)];
                windows!.Window(start, length, window);
                Near(Laws.Marginal(law.Table, law.Length, law.States, [.. Enumerable.Range(start, length)]), window, 1e-12);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Conditionals_under_every_mask_are_those_of_the_law(string name)
    {
        var (law, conditionals) = Open<IConditionalLaw>(name);
        var masked = Queries.Masked(law.Length, law.States);
        var rows = Queries.Ask(conditionals!, new Shape(law.Length, law.States), masked);
        foreach (var (x, own) in masked.Zip(rows))
        {
            var n = 0;
            foreach (var i in Enumerable.Range(0, law.Length).Where(i => x[i] == law.States))
            {
                Assert.Equal(1, own[n].Sum(), 1e-12);
                Assert.All(own[n], p => Assert.True(p >= 0));
                Near(Laws.Conditional(law.Table, law.Length, law.States, x, i), own[n++], 1e-10);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Conditionals_do_not_depend_on_the_batch_nor_on_what_else_is_asked(string name)
    {
        var (law, conditionals) = Open<IConditionalLaw>(name);
        var shape = new Shape(law.Length, law.States);
        var masked = Queries.Masked(law.Length, law.States);
        var together = Queries.Ask(conditionals!, shape, masked);
        for (var k = 0; k < masked.Count; k++)
        {
            Assert.Equal(together[k], Queries.Ask(conditionals!, shape, masked[k])[0]);
            var positions = Enumerable.Range(0, law.Length).Where(i => masked[k][i] == law.States).ToArray();
            for (var n = 0; n < positions.Length; n++)
            {
                var row = new double[law.States];
                conditionals!.Conditionals(new Query(shape, masked[k], [0, 1], [positions[n]]), row, default);
                Near(together[k][n], row, 1e-14);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Samples_follow_the_law(string name)
    {
        const int Count = 20_000;
        var law = LawCase.Named(name);
        var data = law.Open();
        var seen = new int[law.Table.Length];
        var x = new int[law.Length];
        for (var k = 0; k < Count; k++)
        {
            var random = new RandomStream(2024, StreamPurpose.Data, k);
            data.Sample(ref random, x);
            seen[Laws.Index(x, law.States)]++;
        }

        Assert.All(seen.Zip(law.Table), pair => Assert.True(pair.First == 0 || pair.Second > 0));
        Assert.True(ChiSquare.Excess(seen, law.Table) < 4.75, $"chi-square is {ChiSquare.Excess(seen, law.Table):F2} standard deviations out");
    }

    [Theory, MemberData(nameof(Names))]
    public void Curves_are_those_of_the_law(string name)
    {
        var (law, curve) = Open<IInformationCurve>(name, optional: true);
        if (curve is not null)
        {
            var (expected, actual) = (Curves.Information(law.Table, law.Length, law.States), curve.Curve(default));
            Assert.Equal(law.Length, actual.Length);
            for (var w = 0; w < law.Length; w++)
            {
                Assert.Equal(expected[w], actual[w], 1e-12);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_same_numbers_come_from_many_threads_at_once(string name)
    {
        var law = LawCase.Named(name);
        var shape = new Shape(law.Length, law.States);
        var masked = Queries.Masked(law.Length, law.States);
        var alone = law.Open();
        var (rows, curve) = (Queries.Ask(alone.Find<IConditionalLaw>()!, shape, masked), alone.Find<IInformationCurve>()?.Curve(default).Drops.ToArray());
        var shared = law.Open();
        Parallel.For(0, 8, _ =>
        {
            Assert.Equal(rows, Queries.Ask(shared.Find<IConditionalLaw>()!, shape, masked));
            Assert.Equal(curve, shared.Find<IInformationCurve>()?.Curve(default).Drops.ToArray());
            foreach (var k in Enumerable.Range(0, 50))
            {
                Assert.Equal(Draw(alone, k), Draw(shared, k));
            }
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_allocated_once_warm(string name)
    {
        var law = LawCase.Named(name);
        var data = law.Open();
        var (joint, conditionals) = (data.Find<IJointLaw>()!, data.Find<IConditionalLaw>()!);
        var (x, known) = (new int[law.Length], law.Length > 1 ? 1 : 0);
        int[] tokens = [.. Enumerable.Repeat(law.States, law.Length)], positions = [.. Enumerable.Range(known, law.Length - known)], offsets = [0, positions.Length];
        var rows = new double[law.Length * law.States];
        Assert.Equal(0, Allocation.OnceWarm(k =>
        {
            var random = new RandomStream(1, StreamPurpose.Data, k);
            data.Sample(ref random, x);
            joint.LogProbability(x);
            x.AsSpan(0, known).CopyTo(tokens);
            conditionals.Conditionals(new Query(data.Shape, tokens, offsets, positions), rows, default);
        }));
    }

    private static int[] Draw(IDataDistribution data, int sample)
    {
        var random = new RandomStream(7, StreamPurpose.Data, sample);
        var x = new int[data.Shape.Length];
        data.Sample(ref random, x);
        return x;
    }

    private static (LawCase Law, T? Capability) Open<T>(string name, bool optional = false) where T : class
    {
        var law = LawCase.Named(name);
        var capability = law.Open().Find<T>();
        Assert.True(optional || capability is not null);
        return (law, capability);
    }

    private static void Near(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
