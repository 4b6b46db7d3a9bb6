using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;
using Unmask.Numerics;

namespace MyPlugins;

/// <summary>Options of <see cref="PluginName"/>.</summary>
/// <param name="Uniform">The part of the rate that goes to symbols instead of the mask.</param>
public sealed record PluginNameOptions(
    [Range(0.0, 1.0, MaximumIsExclusive = true), Description("Part of the rate that goes to a uniformly random symbol instead of the mask")] double Uniform = 0.1);

/// <summary>Masks each token at rate <c>1 − u</c>, and replaces it by a uniformly random symbol at rate <c>u</c>; the mask absorbs.</summary>
/// <remarks>
/// <para>A predictor that has seen wrong symbols can learn to mend them. Until it is masked, at time B with probability
/// <c>e^{−(1−u)B}</c>, a token was replaced with probability <c>1 − e^{−uB}</c>:</para>
/// <para><c>k_B(v, w) = e^{−(1−u)B} [e^{−uB} 1(v = w) + (1 − e^{−uB}) / S]</c>, <c>k_B(v, m) = 1 − e^{−(1−u)B}</c>, <c>k_B(m, m) = 1</c>.</para>
/// <para>Thread-safe; allocates nothing.</para>
/// </remarks>
[Plugin(
    "plugin-name",
    Summary = "Masks tokens, and replaces some by random symbols before that",
    Equation = "k_B(v, w) = e^{-(1-u)B} [e^{-uB} 1(v = w) + (1 - e^{-uB}) / S], k_B(v, mask) = 1 - e^{-(1-u)B}",
    Reference = "arXiv 2503.04482")]
public sealed class PluginName(PluginNameOptions options) : IForwardProcess
{
    /// <inheritdoc/>
    public int Symbols(int states) => states + 1;

    /// <inheritdoc/>
    public void Generator(int states, Span<double> generator)
    {
        var replaced = options.Uniform / states;
        Fill(states, generator, replaced - 1, replaced, 1 - options.Uniform, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is negative or NaN.</exception>
    public void Kernel(int states, double b, Span<double> kernel)
    {
        if (!(b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected at least 0.");
        }

        // Not 1 − e^{−x}, which has no digits left where x is small.
        var masked = -Logarithms.ExpMinusOne(-(1 - options.Uniform) * b);
        var survives = Math.Exp(-(1 - options.Uniform) * b);
        var replaced = survives * -Logarithms.ExpMinusOne(-options.Uniform * b) / states;
        Fill(states, kernel, Math.Exp(-b) + replaced, replaced, masked, 1);
    }

    /// <inheritdoc/>
    public void Prior(int states, Span<double> prior)
    {
        prior[..states].Clear();
        prior[states] = 1;
    }

    private static void Fill(int states, Span<double> matrix, double same, double other, double mask, double absorbed)
    {
        var n = states + 1;
        matrix[..(n * n)].Fill(other);
        for (var v = 0; v < states; v++)
        {
            matrix[(v * n) + v] = same;
            matrix[(v * n) + states] = mask;
        }

        matrix.Slice(states * n, states).Clear();
        matrix[(n * n) - 1] = absorbed;
    }
}
