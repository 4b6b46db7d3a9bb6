using System.Numerics;

namespace Unmask.Interpretation;

/// <summary>Follows some columns of one set of a <see cref="SetWalk"/> to every larger set. Reused from set to set; belongs to one thread at a time.</summary>
internal sealed class SetColumns
{
    private const int Most = 1024, Fewest = 8, Parts = 4;

    private readonly SetWalk _walk;
    private readonly int _length, _symbols, _sequences;
    private readonly int[][] _binomials;
    private readonly PredictionBatch _batch;
    private readonly int[] _tokens, _masked, _chosen, _place;
    private readonly double[][] _products;
    private double[] _factors = [];
    private int[] _columnOffsets = [], _symbolOffsets = [];
    private int _left, _first, _count;
    private uint _set;

    public SetColumns(SetWalk walk)
    {
        _walk = walk;
        (_length, _symbols, _sequences) = (walk.Shape.Length, walk.Symbols, walk.Sequences);
        _binomials = [.. Enumerable.Range(0, _length + 1).Select(n => Enumerable.Range(0, _length + 1).Select(k => (int)Binomial.Of(n, k)).ToArray())];
        _batch = new PredictionBatch(walk.Shape, walk.Predictor, Math.Max(Most, _sequences));
        _tokens = new int[_length];
        _masked = new int[_length];
        _chosen = new int[_length];
        _place = new int[_length];
        _products = [.. Enumerable.Repeat<double[]>([], _length + 1)];
    }

    /// <summary>How many of a block's columns are followed together: all given sequences, or those that share their first tokens.</summary>
    public static int Together(int symbols, int columns)
    {
        var together = columns;
        while (symbols > 1 && (together > Most || (together > columns / Parts && together >= Fewest * symbols)))
        {
            together /= symbols;
        }

        return together;
    }

    /// <summary>Adds what columns of a set lead to.</summary>
    /// <param name="set">The set W.</param>
    /// <param name="first">The first of its columns.</param>
    /// <param name="weights">The weights of the columns from there on.</param>
    /// <param name="targets">Sizes with their probabilities, and the layers they lead to; size 0 leads to the same set.</param>
    /// <param name="stop">Cancels a prediction.</param>
    public void Follow(uint set, int first, ReadOnlySpan<double> weights, (int Size, double Share, double[] Layer)[] targets, CancellationToken stop)
    {
        (_set, _first, _count, _left) = (set, first, weights.Length, 0);
        for (var i = 0; i < _length; i++)
        {
            if ((set >> i & 1) == 0)
            {
                _masked[_left++] = i;
            }
        }

        Predict(weights, stop);
        Grow(ref _products[0], _count);
        foreach (var (size, share, layer) in targets)
        {
            var scale = share / _binomials[_left][size];
            for (var c = 0; c < _count; c++)
            {
                _products[0][c] = weights[c] * scale;
            }

            if (size == 0)
            {
                Stay(layer);
            }
            else
            {
                Descend(0, 0, size, layer);
            }
        }
    }

    /// <summary>The factors, shape [masked × symbols × columns]; 0 in columns without weight, which are not predicted.</summary>
    private void Predict(ReadOnlySpan<double> weights, CancellationToken stop)
    {
        _batch.Clear();
        for (var c = 0; c < _count; c++)
        {
            if (weights[c] != 0)
            {
                Array.Fill(_tokens, _walk.Shape.Mask);
                _walk.Reveal(_set, _first + c, _tokens);
                _batch.Add(_tokens, _masked.AsSpan(0, _left));
            }
        }

        try
        {
            _batch.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("predictor", $"a batch of {_batch.Count} with the positions {string.Join(' ', _masked.AsSpan(0, _left).ToArray())} masked", exception);
        }

        Grow(ref _factors, _left * _symbols * _count);
        for (var (c, k) = (0, 0); c < _count; c++)
        {
            for (var m = 0; m < _left; m++)
            {
                for (var v = 0; v < _symbols; v++)
                {
                    _factors[(((m * _symbols) + v) * _count) + c] = weights[c] == 0 ? 0 : _walk.Factor(_set, _first + c, _masked[m], v, _batch.Row(k, m));
                }
            }

            k += weights[c] == 0 ? 0 : 1;
        }
    }

    private void Stay(double[] layer)
    {
        var start = (SetsOfSize.Rank(_set, _binomials) * Block(_length - _left)) + _first;
        Add(_products[0].AsSpan(0, _count), layer.AsSpan(start, _count));
    }

    /// <summary>Chooses the next position of D; the products so far are of the shape [symbols^depth × columns].</summary>
    private void Descend(int depth, int next, int size, double[] layer)
    {
        for (var j = next; j <= _left - (size - depth); j++)
        {
            _chosen[depth] = _masked[j];
            if (depth + 1 == size)
            {
                Arrive(j, size, layer);
                continue;
            }

            var (products, values) = (_products[depth], Power(depth));
            Grow(ref _products[depth + 1], values * _symbols * _count);
            for (var x = 0; x < values; x++)
            {
                for (var v = 0; v < _symbols; v++)
                {
                    Multiply(products.AsSpan(x * _count, _count), Factors(j, v), _products[depth + 1].AsSpan(((x * _symbols) + v) * _count, _count));
                }
            }

            Descend(depth + 1, j + 1, size, layer);
        }
    }

    /// <summary>Multiplies by the factors of the last position of D and adds to the block of W ∪ D.</summary>
    private void Arrive(int j, int size, double[] layer)
    {
        var all = _set;
        for (var d = 0; d < size; d++)
        {
            all |= 1u << _chosen[d];
        }

        for (var i = 0; i < _length; i++)
        {
            _place[i] = Power(BitOperations.PopCount(all >> i) - 1) * _sequences;
        }

        var block = (SetsOfSize.Rank(all, _binomials) * Block(_length - _left + size)) + ColumnOffsets(out var contiguous);
        SymbolOffsets(size - 1);
        for (var x = 0; x < Power(size - 1); x++)
        {
            var products = _products[size - 1].AsSpan(x * _count, _count);
            for (var v = 0; v < _symbols; v++)
            {
                var start = block + _symbolOffsets[x] + (v * _place[_chosen[size - 1]]);
                if (contiguous)
                {
                    MultiplyAdd(products, Factors(j, v), layer.AsSpan(start, _count));
                }
                else
                {
                    Scatter(products, Factors(j, v), _columnOffsets.AsSpan(0, _count), layer.AsSpan(start));
                }
            }
        }
    }

    /// <summary>Where the columns lie in the block of W ∪ D, from the first one on.</summary>
    /// <returns>Where the first lies.</returns>
    private int ColumnOffsets(out bool contiguous)
    {
        Grow(ref _columnOffsets, _count);
        for (var b = 0; b < _sequences; b++)
        {
            _columnOffsets[b] = b;
        }

        var (filled, higher, start) = (_sequences, _first / _count, 0);
        contiguous = true;
        for (var i = _length - 1; i >= 0; i--)
        {
            if ((_set >> i & 1) == 0)
            {
                continue;
            }

            if (filled == _count)
            {
                start += higher % _symbols * _place[i];
                higher /= _symbols;
                continue;
            }

            contiguous &= _place[i] == filled;
            for (var n = filled; n < filled * _symbols; n++)
            {
                _columnOffsets[n] = _columnOffsets[n - filled] + _place[i];
            }

            filled *= _symbols;
        }

        return start;
    }

    /// <summary>Where the values of the first positions of D lie in the block of W ∪ D.</summary>
    private void SymbolOffsets(int count)
    {
        Grow(ref _symbolOffsets, Power(count));
        _symbolOffsets[0] = 0;
        for (var (d, filled) = (count - 1, 1); d >= 0; d--, filled *= _symbols)
        {
            for (var n = filled; n < filled * _symbols; n++)
            {
                _symbolOffsets[n] = _symbolOffsets[n - filled] + _place[_chosen[d]];
            }
        }
    }

    private ReadOnlySpan<double> Factors(int j, int v) => _factors.AsSpan(((j * _symbols) + v) * _count, _count);

    /// <summary>The columns of a set of w.</summary>
    private int Block(int revealed) => Power(revealed) * _sequences;

    private int Power(int exponent)
    {
        var power = 1;
        for (var k = 0; k < exponent; k++)
        {
            power *= _symbols;
        }

        return power;
    }

    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product)
    {
        var k = 0;
        for (; k <= product.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            (new Vector<double>(a[k..]) * new Vector<double>(b[k..])).CopyTo(product[k..]);
        }

        for (; k < product.Length; k++)
        {
            product[k] = a[k] * b[k];
        }
    }

    private static void MultiplyAdd(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sum)
    {
        var k = 0;
        for (; k <= sum.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            (new Vector<double>(sum[k..]) + (new Vector<double>(a[k..]) * new Vector<double>(b[k..]))).CopyTo(sum[k..]);
        }

        for (; k < sum.Length; k++)
        {
            sum[k] += a[k] * b[k];
        }
    }

    private static void Scatter(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<int> offsets, Span<double> sum)
    {
        for (var k = 0; k < offsets.Length; k++)
        {
            sum[offsets[k]] += a[k] * b[k];
        }
    }

    private static void Add(ReadOnlySpan<double> a, Span<double> sum)
    {
        for (var k = 0; k < a.Length; k++)
        {
            sum[k] += a[k];
        }
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (array.Length < needed)
        {
            array = new T[Math.Max(needed, 2 * array.Length)];
        }
    }
}
