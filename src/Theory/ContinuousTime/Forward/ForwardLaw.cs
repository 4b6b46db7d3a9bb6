using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The law <c>p_t</c> of the forward process on the whole space, from the data law, exactly (K (12)).</summary>
/// <remarks>
/// The token kernel is applied along each axis, O(d n^d) for a process that resets tokens and O(d n^{d+1}) for others: a matrix on states is never
/// formed. Every sum is of terms at least 0, so that the smallest probabilities keep their digits. Immutable, so thread-safe.
/// </remarks>
public sealed class ForwardLaw
{
    private readonly double[] _data;
    private readonly double[] _tokens;

    /// <summary>Prepares the laws of one data law under one process.</summary>
    /// <param name="process">The forward process.</param>
    /// <param name="data">The data law; it is divided by its sum.</param>
    /// <exception cref="OutOfReachException">The space has more than <see cref="TokenSpace.Limit"/> states.</exception>
    /// <exception cref="ArgumentException">The law is not one.</exception>
    public ForwardLaw(IForwardProcess process, DataLaw data)
    {
        Shape = data.Shape;
        Process = new TokenProcess(process, data.Shape.States);
        Space = new TokenSpace(data.Shape.Length, Process.Symbols);
        var total = Sum.Of(data.Probabilities);
        if (data.Probabilities.Length != data.Shape.Sequences || !(total > 0) || !double.IsFinite(total) || data.Probabilities.Any(value => !(value >= 0)))
        {
            throw new ArgumentException($"Expected {data.Shape.Sequences} probabilities, all at least 0 and some above; got {data.Probabilities.Length} with the sum {total}.", nameof(data));
        }

        _data = Space.Embed(data.Probabilities, data.Shape.States);
        for (var x = 0; x < _data.Length; x++)
        {
            _data[x] /= total;
        }

        _tokens = Tokens();
    }

    /// <summary>Length and vocabulary of the data.</summary>
    public Shape Shape { get; }

    /// <summary>The states of the chain.</summary>
    public TokenSpace Space { get; }

    /// <summary>The data law p_0 on the space, shape [n^d].</summary>
    public ReadOnlySpan<double> Data => _data;

    /// <summary>The process on one token.</summary>
    internal TokenProcess Process { get; }

    /// <summary><c>p_t</c> at the time where <c>B(t) = b</c>.</summary>
    /// <param name="b">The integrated rate, at least 0 and finite.</param>
    /// <param name="law">Receives probabilities, shape [n^d].</param>
    public void At(double b, Span<double> law)
    {
        if (b == 0)
        {
            _data.CopyTo(law);
        }
        else
        {
            Apply(Process.Kernel(b), -1, law);
        }
    }

    /// <summary>The law <c>p_base</c> that the reverse chain starts from: every token from the process's prior by itself.</summary>
    /// <param name="law">Receives probabilities, shape [n^d].</param>
    public void Prior(Span<double> law) => Product(Process.Prior, law);

    /// <summary>The data law with a kernel applied to every position but one; −1 to apply it to all.</summary>
    internal void Apply(TokenOperator kernel, int without, Span<double> law)
    {
        _data.CopyTo(law);
        for (var i = 0; i < Space.Length; i++)
        {
            if (i != without)
            {
                kernel.Apply(Space, i, law, law);
            }
        }
    }

    /// <summary>A product over positions of one function of the symbol.</summary>
    internal void Product(ReadOnlySpan<double> factor, Span<double> law)
    {
        law[0] = 1;
        for (var (i, filled) = (Space.Length - 1, 1); i >= 0; i--, filled *= Space.Symbols)
        {
            for (var v = Space.Symbols - 1; v >= 0; v--)
            {
                for (var k = 0; k < filled; k++)
                {
                    law[(v * filled) + k] = law[k] * factor[v];
                }
            }
        }
    }

    /// <summary>The laws of the tokens at an integrated rate, shape [d × n].</summary>
    internal double[] Marginals(double b)
    {
        var n = Space.Symbols;
        var marginals = (double[])_tokens.Clone();
        var token = new TokenSpace(1, n);
        var kernel = Process.Kernel(b);
        for (var i = 0; i < Space.Length; i++)
        {
            kernel.Apply(token, 0, marginals.AsSpan(i * n, n), marginals.AsSpan(i * n, n));
        }

        return marginals;
    }

    private double[] Tokens()
    {
        var tokens = new double[Space.Length * Space.Symbols];
        for (var x = 0; x < _data.Length; x++)
        {
            for (var i = 0; _data[x] > 0 && i < Space.Length; i++)
            {
                tokens[(i * Space.Symbols) + Space.Symbol(x, i)] += _data[x];
            }
        }

        return tokens;
    }
}
