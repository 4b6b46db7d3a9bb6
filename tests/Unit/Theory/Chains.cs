using Unmask.Numerics;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Unit.Theory;

/// <summary>Markov chains and their pair informations.</summary>
internal static class Chains
{
    /// <summary>Potts: pairs at distance g agree with probability <c>(1 + (K−1) λ^g)/K</c>, <c>λ = (e^J − 1)/(e^J + K − 1)</c>.</summary>
    public static double[] Potts(int length, int states, double coupling)
    {
        var decay = (Math.Exp(coupling) - 1) / (Math.Exp(coupling) + states - 1);
        var uniform = new double[states];
        Array.Fill(uniform, 1.0 / states);
        var informations = new double[length];
        for (var g = 1; g < length; g++)
        {
            var row = new double[states];
            Array.Fill(row, (1 - Math.Pow(decay, g)) / states);
            row[0] = (1 + ((states - 1) * Math.Pow(decay, g))) / states;
            informations[g] = (length - g) * Entropies.Divergence(row, uniform);
        }

        return informations;
    }

    public static double[] PottsLaw(int length, int states, double coupling)
    {
        var stay = Math.Exp(coupling) / (Math.Exp(coupling) + states - 1);
        var move = new double[states, states];
        for (var a = 0; a < states; a++)
        {
            for (var b = 0; b < states; b++)
            {
                move[a, b] = a == b ? stay : (1 - stay) / (states - 1);
            }
        }

        return Laws.Chain([.. Enumerable.Repeat(1.0 / states, states)], [.. Enumerable.Repeat(move, length - 1)]);
    }

    /// <summary><c>Σ_i I(X_i; X_{i+g})</c> from the pair marginals of a table.</summary>
    public static double[] Informations(double[] p, int length, int states)
    {
        var informations = new double[length];
        for (var g = 1; g < length; g++)
        {
            for (var i = 0; i + g < length; i++)
            {
                var pair = Laws.Marginal(p, length, states, [i, i + g]);
                var first = Laws.Marginal(p, length, states, [i]);
                var second = Laws.Marginal(p, length, states, [i + g]);
                informations[g] += Entropies.Divergence(pair, [.. first.SelectMany(a => second.Select(b => a * b))]);
            }
        }

        return informations;
    }

    public static double MeanEntropy(double[] p, int length, int states) =>
        Enumerable.Range(0, length).Average(i => Laws.Entropy(Laws.Marginal(p, length, states, [i])));
}
