using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class ReverseRatesTests
{
    [Fact]
    public void Both_kinds_of_rates_are_those_of_the_full_matrix() =>
        Chains.All(16, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle).Sample(
            @case =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var noise = Chains.Constant(@case.Total);
                var oracle = Chains.Oracle(@case.Kind, law.Shape);
                var b = 0.4 * @case.Total;
                var matrix = oracle.Reverse(law.Data.ToArray(), b, (at, _, i, v, exact) => exact * @case.Wave.Factor(at / @case.Total, i, v));
                foreach (var chain in new[] { ReverseChain.Of(law, noise, (ITokenFactors)@case.Wave), ReverseChain.Of(law, noise, (IStateScores)@case.Wave) })
                {
                    var rates = chain.Rates();
                    rates.Move(new NoiseLevel(0.4, b));
                    AssertSame(matrix, rates, law);
                }
            },
            iter: 30);

    [Fact]
    public void Attribution_is_the_difference_of_generators() =>
        Chains.All(16, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle).Sample(
            @case =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var noise = Chains.Constant(@case.Total);
                var oracle = Chains.Oracle(@case.Kind, law.Shape);
                var b = 0.4 * @case.Total;
                var (q, p, psi) = (oracle.Generator(), oracle.Law(law.Data.ToArray(), b), Observable(law.Space.States));
                var expected = new double[law.Space.Length];
                foreach (var (x, y, i, v) in oracle.Pairs().Where(pair => p[pair.X] > 0))
                {
                    expected[i] += p[x] * (psi[y] - psi[x]) * q[y, x] * p[y] / p[x] * (1 - @case.Wave.Factor(0.4, i, v));
                }

                foreach (var chain in new[] { ReverseChain.Of(law, noise, (ITokenFactors)@case.Wave), ReverseChain.Of(law, noise, (IStateScores)@case.Wave) })
                {
                    var rates = chain.Rates();
                    rates.Move(new NoiseLevel(0.4, b));
                    var actual = new double[law.Space.Length];
                    rates.Attribute(psi, actual);
                    Close.To(expected, actual, relative: 1e-10, absolute: 1e-12);
                }
            },
            iter: 30);

    [Fact]
    public void Impossible_scores_are_refused()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(2, 2), [0.1, 0.2, 0.3, 0.4]));
        var rates = ReverseChain.Of(law, Chains.Constant(1), new Chains.Scores((_, x, i, _, exact) => x == 2 && i == 1 ? -1 : exact)).Rates();
        rates.Move(new NoiseLevel(0.5, 0.5));
        Assert.Contains("got -1 at time 0.5 for state 2, position 1", Assert.Throws<InvalidOperationException>(() => rates.Exit(new double[4])).Message, StringComparison.Ordinal);
        Assert.Contains("got NaN", Assert.Throws<InvalidOperationException>(() => ReverseChain.Of(law, Chains.Constant(1), new Chains.Factors(_ => double.NaN)).Rates().Move(new NoiseLevel(0.5, 0.5))).Message, StringComparison.Ordinal);
    }

    private static void AssertSame(double[,] matrix, ReverseRates rates, ForwardLaw law)
    {
        var (n, psi) = (law.Space.States, Observable(law.Space.States));
        var (forward, backward, exit) = (new double[n], new double[n], new double[n]);
        var start = Enumerable.Range(0, n).Select(x => Enumerable.Range(0, n).Any(y => matrix[x, y] != 0) || psi[x] > 0 ? 1 + psi[x] : 0).ToArray();
        rates.Forward(start, forward);
        rates.Backward(psi, backward);
        rates.Exit(exit);
        var scale = Enumerable.Range(0, n).Max(x => -matrix[x, x]);
        for (var x = 0; x < n; x++)
        {
            Close.To(Enumerable.Range(0, n).Sum(from => start[from] * matrix[from, x]), forward[x], relative: 0, absolute: 1e-12 * (1 + scale));
            Close.To(Enumerable.Range(0, n).Sum(to => matrix[x, to] * psi[to]), backward[x], relative: 0, absolute: 1e-12 * (1 + scale));
            Close.To(-matrix[x, x], exit[x], relative: 0, absolute: 1e-12 * (1 + scale));
        }
    }

    private static double[] Observable(int states) => [.. Enumerable.Range(0, states).Select(x => Math.Sin((x * x) + 1.0))];
}
