using Unmask.Theory;

namespace Unmask.Plugins.Data.Grids;

/// <summary>
/// Ising spins on a grid with free edges, <c>exp(coupling Σ s_i s_j + field Σ s_i)</c>, read line by line: the memory is the last spins, as
/// many as a line has, the newest in the lowest bit. Each spin is a transfer matrix with two entries a column.
/// </summary>
/// <remarks>Weights are not normalised. Spin −1 is symbol 0, spin +1 symbol 1. Immutable, so thread-safe.</remarks>
internal sealed class GridTransfer : ITransferLaw
{
    private const int HasBehind = 16, HasBeside = 8;

    private readonly int _width;
    private readonly double[] _exponents = new double[32], _weights = new double[32];

    /// <summary>Creates a grid.</summary>
    /// <param name="order">How its spins are read: lines of w spins.</param>
    /// <param name="coupling">Nats per product of neighbours.</param>
    /// <param name="field">Nats per spin.</param>
    public GridTransfer(ReadingOrder order, double coupling, double field)
    {
        (Shape, _width) = (new Shape(order.Rows * order.Columns, 2), order.Width);

        // Bits: the spin beside it, the spin behind it, its own, then whether there is a spin beside it and behind it.
        for (var n = 0; n < _exponents.Length; n++)
        {
            var neighbours = ((n & HasBehind) != 0 ? Spin(n >> 1) : 0) + ((n & HasBeside) != 0 ? Spin(n) : 0);
            _exponents[n] = Spin(n >> 2) * ((coupling * neighbours) + field);
            _weights[n] = Math.Exp(_exponents[n]);
        }

        static int Spin(int bits) => (2 * (bits & 1)) - 1;
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int Memories => 1 << _width;

    /// <summary>The exponent that a spin adds after a memory: <c>s (coupling (s_behind + s_beside) + field)</c>, over neighbours that exist.</summary>
    public double Exponent(int i, int memory, int symbol) => _exponents[Kind(i) + Index(memory, symbol)];

    /// <summary>The memory after one more spin.</summary>
    public int Follow(int memory, int symbol) => ((memory << 1) | symbol) & (Memories - 1);

    /// <summary><c>p(x_i = 1 | memory)</c>, shape [L × n]: what to draw each spin with, from the first one on.</summary>
    public double[] Draws()
    {
        var (draws, next, b) = (new double[Shape.Length * Memories], new double[Memories], new double[Memories]);
        Array.Fill(next, 1);
        for (var i = Shape.Length - 1; i >= 0; i--)
        {
            for (var memory = 0; memory < Memories; memory++)
            {
                var (minus, plus) = (Weight(0), Weight(1));
                (draws[(i * Memories) + memory], b[memory]) = (plus / (minus + plus), minus + plus);

                double Weight(int symbol) => _weights[Kind(i) + Index(memory, symbol)] * next[Follow(memory, symbol)];
            }

            Matrices.Normalise(b);
            (next, b) = (b, next);
        }

        return draws;
    }

    /// <inheritdoc/>
    public void Start(Span<double> f)
    {
        f.Clear();
        f[0] = 1;
    }

    /// <inheritdoc/>
    public void Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
    {
        next.Clear();
        var half = f.Length / 2;
        for (var symbol = First(token); symbol <= Last(token); symbol++)
        {
            var weights = _weights.AsSpan(Kind(i) + (4 * symbol), 4);
            for (var c = 0; c < half; c++)
            {
                next[(2 * c) + symbol] = (f[c] * weights[c & 1]) + (f[half + c] * weights[2 + (c & 1)]);
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        b.Clear();
        var half = b.Length / 2;
        for (var symbol = First(token); symbol <= Last(token); symbol++)
        {
            var weights = _weights.AsSpan(Kind(i) + (4 * symbol), 4);
            for (var c = 0; c < half; c++)
            {
                b[c] += weights[c & 1] * next[(2 * c) + symbol];
                b[half + c] += weights[2 + (c & 1)] * next[(2 * c) + symbol];
            }
        }
    }

    /// <inheritdoc/>
    public void Row(int i, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> row)
    {
        var half = f.Length / 2;
        for (var symbol = 0; symbol < 2; symbol++)
        {
            var (weights, sum) = (Kind(i) + (4 * symbol), 0.0);
            for (var c = 0; c < half; c++)
            {
                sum += ((f[c] * _weights[weights + (c & 1)]) + (f[half + c] * _weights[weights + 2 + (c & 1)])) * next[(2 * c) + symbol];
            }

            row[symbol] = sum;
        }
    }

    private int First(int token) => token == Shape.Mask ? 0 : token;

    private int Last(int token) => token == Shape.Mask ? 1 : token;

    // The newest spin is beside the next one, the oldest behind it.
    private int Index(int memory, int symbol) => (4 * symbol) + (2 * (memory >> (_width - 1))) + (memory & 1);

    private int Kind(int i) => (i >= _width ? HasBehind : 0) + (i % _width != 0 ? HasBeside : 0);
}
