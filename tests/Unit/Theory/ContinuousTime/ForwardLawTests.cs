using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class ForwardLawTests
{
    [Fact]
    public void It_is_the_exponential_of_the_generator_on_states() =>
        Chains.All(27, Chains.Kind.Masked, Chains.Kind.Uniform, Chains.Kind.Circle).Sample(
            @case =>
            {
                var law = new ForwardLaw(Chains.Process(@case.Kind), @case.Table.Law);
                var p = new double[law.Space.States];
                law.At(@case.Total, p);
                var expected = Chains.Oracle(@case.Kind, law.Shape).Law(Chains.Embedded(@case.Kind, @case.Table.Law), @case.Total);
                Close.To(expected, p, relative: 0, absolute: 1e-13);
            },
            iter: 30);

    [Theory]
    [InlineData(Chains.Kind.Masked, 6, 2)]
    [InlineData(Chains.Kind.Uniform, 3, 9)]
    [InlineData(Chains.Kind.Circle, 6, 3)]
    public void So_it_is_for_729_states(object kind, int length, int states)
    {
        var law = new ForwardLaw(Chains.Process((Chains.Kind)kind), ReverseLawTests.Table(length, states, zeros: true));
        var p = new double[729];
        law.At(0.05, p);
        Close.To(Chains.Oracle((Chains.Kind)kind, law.Shape).Law(law.Data.ToArray(), 0.05), p, relative: 0, absolute: 1e-14);
    }

    [Theory]
    [InlineData(Chains.Kind.Masked)]
    [InlineData(Chains.Kind.Uniform)]
    public void It_starts_at_the_data_and_ends_at_the_prior(object kind)
    {
        var law = new ForwardLaw(Chains.Process((Chains.Kind)kind), new DataLaw(new Shape(3, 2), [0.5, 0, 0, 0.25, 0, 0, 0, 0.25]));
        var (p, prior) = (new double[law.Space.States], new double[law.Space.States]);
        law.At(0, p);
        Assert.True(p.AsSpan().SequenceEqual(law.Data));
        law.At(60, p);
        law.Prior(prior);
        Close.To(prior, p, absolute: 1e-15);
        Close.To(1, prior.Sum());
    }

    [Fact]
    public void The_smallest_probabilities_keep_their_digits()
    {
        // 000 or 111: a state with one other token is reached with probability ½ [B/2 (1 − B/2)² + (B/2)² (1 − B/2)] + …
        var law = new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(3, 2), [0.5, 0, 0, 0, 0, 0, 0, 0.5]));
        var p = new double[8];
        law.At(1e-12, p);
        Close.To(0.25e-12, p[1], relative: 1e-11, absolute: 0);
    }

    [Theory]
    [InlineData(Chains.Kind.Masked, 12, 2)]
    [InlineData(Chains.Kind.Masked, 6, 9)]
    [InlineData(Chains.Kind.Uniform, 20, 2)]
    [InlineData(Chains.Kind.Uniform, 2, 1000)]
    public void A_million_states_lose_no_mass(object kind, int length, int states)
    {
        var shape = new Shape(length, states);
        var data = new double[(int)shape.Sequences];
        for (var x = 0; x < data.Length; x++)
        {
            data[x] = 1 + Math.Sin(x);
        }

        var law = new ForwardLaw(Chains.Process((Chains.Kind)kind), new DataLaw(shape, data));
        var p = new double[law.Space.States];
        law.At(0.7, p);
        Close.To(1, p.Sum(), relative: 1e-12);
        if ((Chains.Kind)kind == Chains.Kind.Masked)
        {
            Close.To(Math.Pow(1 - Math.Exp(-0.7), length), p[^1], relative: 1e-12);
        }
    }

    [Fact]
    public void Bad_laws_and_spaces_are_refused()
    {
        Assert.Contains("at least 0", Assert.Throws<ArgumentException>(() => new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(1, 2), [-0.1, 1.1]))).Message, StringComparison.Ordinal);
        Assert.Contains("Expected 4", Assert.Throws<ArgumentException>(() => new ForwardLaw(Chains.Process(Chains.Kind.Uniform), new DataLaw(new Shape(2, 2), [1.0]))).Message, StringComparison.Ordinal);
        Assert.Contains("beyond the limit", Assert.Throws<OutOfReachException>(() => new TokenSpace(64, 5)).Message, StringComparison.Ordinal);
    }
}
