namespace Unmask.Testing;

/// <summary>The two usual forward processes by their definitions: at unit rate a token is masked (K (2)), or drawn anew from all symbols alike (K (3)).</summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
/// <param name="masks">Whether tokens are masked.</param>
public sealed class RedrawnTokens(bool masks) : IForwardProcess, IRedraws
{
    /// <inheritdoc/>
    public int Symbols(int states) => masks ? states + 1 : states;

    /// <inheritdoc/>
    public void Generator(int states, Span<double> generator)
    {
        var n = Symbols(states);
        for (var from = 0; from < n; from++)
        {
            Prior(states, generator.Slice(from * n, n));
            generator[from * (n + 1)] -= 1;
        }
    }

    /// <inheritdoc/>
    public void Kernel(int states, double b, Span<double> kernel)
    {
        if (!(b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected at least 0.");
        }

        var n = Symbols(states);
        Generator(states, kernel);
        for (var k = 0; k < n * n; k++)
        {
            kernel[k] = (kernel[k] * -Numerics.Logarithms.ExpMinusOne(-b)) + (k % (n + 1) == 0 ? 1 : 0);
        }
    }

    /// <inheritdoc/>
    public void Prior(int states, Span<double> prior)
    {
        prior[..Symbols(states)].Fill(masks ? 0 : 1.0 / states);
        if (masks)
        {
            prior[states] = 1;
        }
    }
}
