using Unmask.Numerics;

namespace Unmask.Plugins.Processes;

/// <summary>Every symbol jumps to each of the S symbols at rate 1/S: at unit rate it is drawn anew, uniformly (K (3)).</summary>
/// <remarks>
/// Symbols 0…S−1, nothing is masked. Kernel K (49): <c>k_B = e^{−B} I + (1 − e^{−B}) 11ᵀ/S</c>, off the diagonal with full relative precision
/// near B = 0. Thread-safe; allocates nothing.
/// </remarks>
[Plugin(
    "uniform",
    Summary = "Each token is drawn anew, uniformly, at unit rate",
    Equation = "P(x_t = v | x_0) = exp(−B(t)) [v = x_0] + (1 − exp(−B(t))) / S, where B is the noise integrated",
    Reference = "K (3), K (49)")]
public sealed class Uniform : IForwardProcess, IRedraws
{
    /// <inheritdoc/>
    public int Symbols(int states) => states;

    /// <inheritdoc/>
    public void Generator(int states, Span<double> generator) => Fill(states, generator, (1.0 / states) - 1, 1.0 / states);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is negative or NaN.</exception>
    public void Kernel(int states, double b, Span<double> kernel)
    {
        if (!(b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected at least 0.");
        }

        var other = -Logarithms.ExpMinusOne(-b) / states;
        Fill(states, kernel, Math.Exp(-b) + other, other);
    }

    /// <inheritdoc/>
    public void Prior(int states, Span<double> prior) => prior[..states].Fill(1.0 / states);

    private static void Fill(int states, Span<double> matrix, double same, double other)
    {
        matrix[..(states * states)].Fill(other);
        for (var v = 0; v < states; v++)
        {
            matrix[(v * states) + v] = same;
        }
    }
}
