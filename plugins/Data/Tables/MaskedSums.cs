using Unmask.Theory;

namespace Unmask.Plugins.Data.Tables;

/// <summary>The conditionals of a table under any mask, <c>p(X_i = v | x∘W) = p(x∘W, X_i = v) / p(x∘W)</c>, by looking sums up.</summary>
/// <remarks>
/// <para>The table is extended by a mask symbol, whose entry is the sum over the symbols, on the first positions: all of them while the
/// extended table has at most 2^24 entries (128 MiB), as (S+1)^L ≤ 2^24. A row is then S look-ups. Masked tokens of the positions that
/// were not extended are summed at each call.</para>
/// <para>Where the revealed tokens have probability zero, the row is the marginal. Immutable, so thread-safe; a warm call allocates nothing.</para>
/// </remarks>
internal sealed class MaskedSums
{
    private const long MostEntries = 1 << 24;

    private readonly Shape _shape;
    private readonly int _extended;
    private readonly double[] _sums;
    private readonly int[] _strides;
    private readonly double[] _marginals;

    /// <summary>Extends a table.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="law">Shape [S^L], row-major.</param>
    public MaskedSums(Shape shape, double[] law)
    {
        _shape = shape;
        var (states, entries) = (shape.States, (long)law.Length);
        while (_extended < shape.Length && entries / states * (states + 1) <= MostEntries)
        {
            entries = entries / states * (states + 1);
            _extended++;
        }

        _strides = new int[shape.Length];
        for (var (i, stride) = (shape.Length - 1, 1); i >= 0; i--)
        {
            _strides[i] = stride;
            stride *= i < _extended ? states + 1 : states;
        }

        _sums = new double[entries];
        Spread(law);
        for (var i = 0; i < _extended; i++)
        {
            SumOver(_strides[i]);
        }

        _marginals = new double[shape.Length * states];
        var masked = new int[shape.Length];
        Array.Fill(masked, shape.Mask);
        TryWrite(masked, [.. Enumerable.Range(0, shape.Length)], _marginals);
    }

    /// <summary>Writes the row of each asked position (<see cref="IConditionalLaw"/>).</summary>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var asked = query.Positions(k);
            var own = query.RowsOf(k, rows);
            if (!asked.IsEmpty && !TryWrite(query.Tokens(k), asked, own))
            {
                for (var n = 0; n < asked.Length; n++)
                {
                    _marginals.AsSpan(asked[n] * _shape.States, _shape.States).CopyTo(own[(n * _shape.States)..]);
                }
            }
        }
    }

    // False if the revealed tokens have probability zero.
    private bool TryWrite(ReadOnlySpan<int> tokens, ReadOnlySpan<int> asked, Span<double> rows)
    {
        Span<int> digits = stackalloc int[_shape.Length], free = stackalloc int[_shape.Length];
        var (index, open) = (0, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            var summed = tokens[i] == _shape.Mask && i >= _extended;
            index += summed ? 0 : tokens[i] * _strides[i];
            if (summed)
            {
                free[open++] = i;
            }
        }

        rows.Clear();
        digits.Clear();
        do
        {
            Add(index, digits, asked, rows);
        }
        while (Next(free[..open], digits, ref index));

        for (var n = 0; n < asked.Length; n++)
        {
            if (!Matrices.Normalise(rows.Slice(n * _shape.States, _shape.States)))
            {
                return false;
            }
        }

        return true;
    }

    // One assignment of the masked positions that were not extended.
    private void Add(int index, ReadOnlySpan<int> digits, ReadOnlySpan<int> asked, Span<double> rows)
    {
        var states = _shape.States;
        for (var n = 0; n < asked.Length; n++)
        {
            var i = asked[n];
            if (i >= _extended)
            {
                rows[(n * states) + digits[i]] += _sums[index];
                continue;
            }

            var first = index - (_shape.Mask * _strides[i]);
            for (var v = 0; v < states; v++)
            {
                rows[(n * states) + v] += _sums[first + (v * _strides[i])];
            }
        }
    }

    private bool Next(ReadOnlySpan<int> free, Span<int> digits, ref int index)
    {
        for (var n = free.Length - 1; n >= 0; n--)
        {
            var i = free[n];
            index += _strides[i];
            if (++digits[i] < _shape.States)
            {
                return true;
            }

            index -= _shape.States * _strides[i];
            digits[i] = 0;
        }

        return false;
    }

    private void Spread(double[] law)
    {
        Span<int> digits = stackalloc int[_shape.Length];
        int[] all = [.. Enumerable.Range(0, _shape.Length)];
        var index = 0;
        foreach (var probability in law)
        {
            _sums[index] = probability;
            Next(all, digits, ref index);
        }
    }

    private void SumOver(int stride)
    {
        var block = stride * (_shape.States + 1);
        for (var start = 0; start < _sums.Length; start += block)
        {
            var into = _sums.AsSpan(start + (_shape.States * stride), stride);
            for (var v = 0; v < _shape.States; v++)
            {
                var from = _sums.AsSpan(start + (v * stride), stride);
                for (var k = 0; k < stride; k++)
                {
                    into[k] += from[k];
                }
            }
        }
    }
}
