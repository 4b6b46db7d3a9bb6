using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The excess of a row map for a chain with a matrix for each step: one row for each triple of positions and pair of tokens.</summary>
internal sealed class SteppedExcess
{
    private readonly Chain _chain;
    private readonly IRowMap _map;
    private readonly int _length, _states;

    // [l][r − l − 1]: the law of X_r given X_l, and its transpose.
    private readonly double[][][] _pairs, _transposes;

    public SteppedExcess(Chain chain, IRowMap map)
    {
        (_chain, _map, _length, _states) = (chain, map, chain.Shape.Length, chain.Shape.States);
        _pairs = new double[_length][][];
        _transposes = new double[_length][][];
    }

    /// <summary><c>c(w) − h(w)</c>, w = 0…L−1.</summary>
    public double[] Average(CancellationToken stop)
    {
        var options = new ParallelOptions { CancellationToken = stop };
        Parallel.For(0, _length, options, FillPairs);
        var sums = new GapSums(_length);
        Parallel.For(0, GapSums.Blocks, options, block =>
        {
            var row = new MappedRow(_map, _states);
            for (var i = block; i < _length; i += GapSums.Blocks)
            {
                stop.ThrowIfCancellationRequested();
                AddPosition(i, sums[block], row);
            }
        });
        return sums.Average();
    }

    private void FillPairs(int left)
    {
        _pairs[left] = new double[_length - 1 - left][];
        _transposes[left] = new double[_length - 1 - left][];
        for (var right = left + 1; right < _length; right++)
        {
            var pair = new double[_states * _states];
            if (right == left + 1)
            {
                _chain.Step(left).CopyTo(pair);
            }
            else
            {
                for (var a = 0; a < _states; a++)
                {
                    var row = pair.AsSpan(a * _states, _states);
                    Matrices.Forward(_pairs[left][right - left - 2].AsSpan(a * _states, _states), _chain.Step(right - 1), row);
                    Matrices.Normalise(row);
                }
            }

            _pairs[left][right - left - 1] = pair;
            _transposes[left][right - left - 1] = Matrices.Transpose(pair, _states);
        }
    }

    private void AddPosition(int i, GapSums.Block sums, MappedRow row)
    {
        sums.None[0].Add(row.Excess(_chain.Marginal(i)));
        for (var left = 0; left < i; left++)
        {
            for (var a = 0; a < _states; a++)
            {
                var probability = _chain.Marginal(left)[a];
                if (probability > 0)
                {
                    var from = _pairs[left][i - left - 1].AsSpan(a * _states, _states);
                    sums.Left[left + 1].Add(probability * row.Excess(from));
                    for (var right = i + 1; right < _length; right++)
                    {
                        sums.Both[right - left].Add(probability * Between(_pairs[left][right - left - 1].AsSpan(a * _states, _states), from, i, right, row));
                    }
                }
            }
        }

        for (var right = i + 1; right < _length; right++)
        {
            sums.Right[right + 1].Add(Between(_chain.Marginal(right), _chain.Marginal(i), i, right, row));
        }
    }

    // Σ_b weight_b KL of the row between `from` and the token b at `right`.
    private double Between(ReadOnlySpan<double> weights, ReadOnlySpan<double> from, int i, int right, MappedRow row)
    {
        var sum = 0.0;
        for (var b = 0; b < _states; b++)
        {
            if (weights[b] > 0)
            {
                sum += weights[b] * row.Excess(from, _transposes[i][right - i - 1].AsSpan(b * _states, _states));
            }
        }

        return sum;
    }
}
