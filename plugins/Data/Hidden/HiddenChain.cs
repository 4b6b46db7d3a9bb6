using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Hidden;

/// <summary>A hidden Markov model, <c>p(x) = Σ_z π(z_0) Π_i A(z_i, z_{i+1}) E(z_i, x_i)</c>, as a law whose memory is the hidden state.</summary>
/// <remarks>The message before position i is over <c>z_i</c>, so <c>T_i(v) = Aᵀ diag E(·, v)</c>: K² + K multiplications. Immutable, so thread-safe.</remarks>
internal sealed class HiddenChain : ITransferLaw
{
    private readonly double[] _initial, _transitions, _emissions, _emitted;
    private readonly Lazy<AliasTable> _first, _moves, _symbols;

    /// <summary>Creates a model of K hidden states.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="initial">π, shape [K].</param>
    /// <param name="transitions">A, shape [K × K], row = from.</param>
    /// <param name="emissions">E, shape [K × S].</param>
    public HiddenChain(Shape shape, double[] initial, double[] transitions, double[] emissions)
    {
        (Shape, _initial, _transitions, _emissions) = (shape, initial, transitions, emissions);
        _emitted = new double[emissions.Length];
        for (var n = 0; n < emissions.Length; n++)
        {
            _emitted[(n % shape.States * Memories) + (n / shape.States)] = emissions[n];
        }

        _first = new(() => new AliasTable(_initial, Memories));
        _moves = new(() => new AliasTable(_transitions, Memories));
        _symbols = new(() => new AliasTable(_emissions, shape.States));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int Memories => _initial.Length;

    /// <summary>Draws a sequence from left to right: two uniform numbers a token.</summary>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var (moves, symbols) = (_moves.Value, _symbols.Value);
        var hidden = _first.Value.Draw(0, random.NextDouble());
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = symbols.Draw(hidden, random.NextDouble());
            hidden = moves.Draw(hidden, random.NextDouble());
        }
    }

    /// <inheritdoc/>
    public void Start(Span<double> f) => _initial.CopyTo(f);

    /// <inheritdoc/>
    public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
    {
        if (token == Shape.Mask)
        {
            Matrices.Forward(f, _transitions, next);
            return;
        }

        next.Clear();
        var emitted = Emitted(token);
        for (var z = 0; z < f.Length; z++)
        {
            if (f[z] != 0 && emitted[z] != 0)
            {
                Matrices.AddScaled(f[z] * emitted[z], From(z), next);
            }
        }
    }

    /// <inheritdoc/>
    public void Forward(int i, ReadOnlySpan<double> weights, ReadOnlySpan<double> f, Span<double> next)
    {
        next.Clear();
        for (var z = 0; z < f.Length; z++)
        {
            if (f[z] != 0)
            {
                Matrices.AddScaled(f[z] * Matrices.Dot(Emissions(z), weights), From(z), next);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        Matrices.Backward(_transitions, next, b);
        if (token != Shape.Mask)
        {
            var emitted = Emitted(token);
            for (var z = 0; z < b.Length; z++)
            {
                b[z] *= emitted[z];
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(int i, ReadOnlySpan<double> weights, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        Matrices.Backward(_transitions, next, b);
        for (var z = 0; z < b.Length; z++)
        {
            b[z] *= Matrices.Dot(Emissions(z), weights);
        }
    }

    /// <inheritdoc/>
    public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row)
    {
        row.Clear();
        for (var z = 0; z < f.Length; z++)
        {
            if (f[z] != 0)
            {
                Matrices.AddScaled(f[z] * Matrices.Dot(From(z), next), Emissions(z), row);
            }
        }
    }

    private ReadOnlySpan<double> From(int z) => _transitions.AsSpan(z * Memories, Memories);

    private ReadOnlySpan<double> Emissions(int z) => _emissions.AsSpan(z * Shape.States, Shape.States);

    private ReadOnlySpan<double> Emitted(int symbol) => _emitted.AsSpan(symbol * Memories, Memories);
}
