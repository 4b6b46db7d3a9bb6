using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class ReverseAdjointTests
{
    [Fact]
    public void Prior_and_score_terms_sum_to_the_error_of_the_observable_and_the_norm_never_grows() =>
        Gen.Select(Chains.All(27, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle), Gen.Double[-5, 5].Array[64], Gen.Bool).Sample(
            (@case, values, pairs) =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var noise = Chains.Constant(@case.Total);
                var chain = pairs ? ReverseChain.Of(law, noise, (IStateScores)@case.Wave) : ReverseChain.Of(law, noise, (ITokenFactors)@case.Wave);
                var psi = Enumerable.Range(0, law.Space.States).Select(x => values[x % 64]).ToArray();
                var adjoint = ReverseAdjoint.Of(chain, psi, [0.01, 0.2, 1], CancellationToken.None);
                var generated = ReverseLaw.Of(chain, 0, CancellationToken.None);
                var prior = new double[law.Space.States];
                law.Prior(prior);

                Close.To(Mean(psi, generated), Mean(adjoint.End, prior), relative: 0, absolute: 1e-10);
                Close.To(Mean(psi, law.Data) - Mean(psi, generated), adjoint.Error, relative: 0, absolute: 1e-10);
                foreach (var norm in adjoint.Cells.Select(cell => cell.SupremumNorm))
                {
                    Assert.InRange(norm, 0, adjoint.SupremumNorm * (1 + 1e-12));
                }
            },
            iter: 12);

    [Theory]
    [InlineData(Chains.Kind.Masked)]
    [InlineData(Chains.Kind.Uniform)]
    public void It_is_that_of_full_matrices(object kind)
    {
        var law = new ForwardLaw(Chains.Process((Chains.Kind)kind), ReverseLawTests.Table(2, 2, zeros: false));
        var wave = new Chains.Wave(0.3, 1, law.Space.Symbols);
        double[] psi = [.. Enumerable.Range(0, law.Space.States).Select(x => Math.Cos(x))];
        var expected = Chains.Oracle((Chains.Kind)kind, law.Shape).Expectation(law.Data.ToArray(), psi, 2.5, 1e-13, (b, _, i, v, exact) => exact * wave.Factor(b / 2.5, i, v), 300);
        var adjoint = ReverseAdjoint.Of(ReverseChain.Of(law, Chains.Constant(2.5), (ITokenFactors)wave), psi, [1], CancellationToken.None);

        // Mixed states that no law of the chain is on are left out: the oracle has no score there.
        Close.To(expected, adjoint.End, relative: 0, absolute: 5e-9);
    }

    [Fact]
    public void An_error_at_one_place_and_time_is_found_there()
    {
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Masked), ReverseLawTests.Table(3, 2, zeros: false));
        var chain = ReverseChain.Of(law, Chains.Constant(3), new Bump());
        var psi = new double[law.Space.States];
        psi[0] = 1;
        var adjoint = ReverseAdjoint.Of(chain, psi, [0.3, 0.6, 1], CancellationToken.None);
        Close.To([0, 0, 0], adjoint.Cells[0].Positions, absolute: 1e-13);
        Close.To([0, 0, 0], adjoint.Cells[2].Positions, absolute: 1e-13);
        Close.To(0, adjoint.Cells[1].Positions[0], absolute: 1e-13);
        Close.To(0, adjoint.Cells[1].Positions[2], absolute: 1e-13);
        Assert.True(Math.Abs(adjoint.Cells[1].Positions[1]) > 1e-4);
    }

    [Fact]
    public void Bad_observables_and_times_are_refused()
    {
        var chain = ReverseChain.Exact(new ForwardLaw(Chains.Process(Chains.Kind.Uniform), ReverseLawTests.Table(2, 2, zeros: false)), Chains.Constant(1));
        Assert.Throws<ArgumentException>(() => ReverseAdjoint.Of(chain, [1, 2], [1], CancellationToken.None));
        Assert.Throws<ArgumentException>(() => ReverseAdjoint.Of(chain, [1, double.NaN, 0, 0], [1], CancellationToken.None));
        Assert.Throws<ArgumentException>(() => ReverseAdjoint.Of(chain, [1, 2, 3, 4], [0.5], CancellationToken.None));
        Assert.Throws<ArgumentException>(() => ReverseAdjoint.Of(chain, [1, 2, 3, 4], [0.5, 0.5, 1], CancellationToken.None));
    }

    private static double Mean(ReadOnlySpan<double> psi, ReadOnlySpan<double> law)
    {
        var mean = 0.0;
        for (var x = 0; x < law.Length; x++)
        {
            mean += psi[x] * law[x];
        }

        return mean;
    }

    /// <summary>Twice the score between 0.3 and 0.6 at position 1 for symbol 0.</summary>
    private sealed class Bump : ITokenFactors
    {
        public void Factors(NoiseLevel level, Span<double> factors)
        {
            factors.Fill(1);
            factors[3] = level.Time is > 0.3 and < 0.6 ? 2 : 1;
        }
    }
}
