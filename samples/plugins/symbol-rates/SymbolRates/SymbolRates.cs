using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;
using Unmask.Numerics;

namespace Samples;

/// <summary>Options of <see cref="SymbolRates"/>.</summary>
/// <param name="Rates">The rate of each symbol.</param>
public sealed record SymbolRatesOptions(
    [Range(0.0, 1e6, MinimumIsExclusive = true), Description("Rate at which each symbol jumps to the mask, one a symbol, per unit of B")] double[] Rates);

/// <summary>Each symbol jumps to the mask at a rate of its own; the mask absorbs.</summary>
/// <remarks>
/// <c>k_B(v, v) = e^{−r_v B}</c>, <c>k_B(v, m) = 1 − e^{−r_v B}</c>, <c>k_B(m, m) = 1</c>. With rates that grow with the probability of a symbol,
/// the common ones go first and the telling ones stay longest. Thread-safe; allocates nothing.
/// </remarks>
[Plugin(
    "symbol-rates",
    Summary = "Each symbol jumps to the mask at a rate of its own",
    Equation = "k_B(v, v) = exp(-rates_v B), k_B(v, mask) = 1 - exp(-rates_v B)",
    Example = """{"rates": [2, 1, 1]}""")]
public sealed class SymbolRates(SymbolRatesOptions options) : IForwardProcess, IValidates
{
    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Rates.Length != shape.States)
        {
            problems.Add("rates", $"got {options.Rates.Length} rates; expected {shape.States}, one for each symbol of the data.");
        }
    }

    /// <inheritdoc/>
    public int Symbols(int states) => states + 1;

    /// <inheritdoc/>
    public void Generator(int states, Span<double> generator)
    {
        var n = Clear(states, generator);
        for (var v = 0; v < states; v++)
        {
            generator[(v * n) + v] = -options.Rates[v];
            generator[(v * n) + states] = options.Rates[v];
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is negative or NaN.</exception>
    public void Kernel(int states, double b, Span<double> kernel)
    {
        if (!(b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected at least 0.");
        }

        var n = Clear(states, kernel);
        for (var v = 0; v < states; v++)
        {
            kernel[(v * n) + v] = Math.Exp(-options.Rates[v] * b);
            kernel[(v * n) + states] = -Logarithms.ExpMinusOne(-options.Rates[v] * b);
        }

        kernel[(n * n) - 1] = 1;
    }

    /// <inheritdoc/>
    public void Prior(int states, Span<double> prior)
    {
        prior[..states].Clear();
        prior[states] = 1;
    }

    private static int Clear(int states, Span<double> matrix)
    {
        var n = states + 1;
        matrix[..(n * n)].Clear();
        return n;
    }
}
