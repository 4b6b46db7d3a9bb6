using Unmask.Numerics;

namespace Unmask.Plugins.Processes;

/// <summary>Every symbol jumps to the mask at unit rate; the mask absorbs (K (2)).</summary>
/// <remarks>
/// Symbols 0…S−1 and the mask, symbol S. Kernel <c>k_B(x, x) = e^{−B}</c> (survival), <c>k_B(x, m) = 1 − e^{−B}</c>
/// (mask probability), <c>k_B(m, m) = 1</c>, with full relative precision in both near B = 0. Thread-safe; allocates nothing.
/// </remarks>
[Plugin(
    "masked",
    Summary = "Each token jumps to the mask at unit rate",
    Equation = "P(x_t = mask | x_0) = 1 − exp(−B(t)), where B is the noise integrated",
    Reference = "K (2)")]
public sealed class Masked : IForwardProcess, IRedraws
{
    /// <inheritdoc/>
    public int Symbols(int states) => states + 1;

    /// <inheritdoc/>
    public void Generator(int states, Span<double> generator) => Fill(states, generator, -1, 1, 0);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is negative or NaN.</exception>
    public void Kernel(int states, double b, Span<double> kernel)
    {
        if (!(b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected at least 0.");
        }

        Fill(states, kernel, Math.Exp(-b), -Logarithms.ExpMinusOne(-b), 1);
    }

    /// <inheritdoc/>
    public void Prior(int states, Span<double> prior)
    {
        prior[..states].Clear();
        prior[states] = 1;
    }

    private static void Fill(int states, Span<double> matrix, double stay, double mask, double absorbed)
    {
        var n = states + 1;
        matrix[..(n * n)].Clear();
        for (var v = 0; v < states; v++)
        {
            matrix[(v * n) + v] = stay;
            matrix[(v * n) + states] = mask;
        }

        matrix[(n * n) - 1] = absorbed;
    }
}
