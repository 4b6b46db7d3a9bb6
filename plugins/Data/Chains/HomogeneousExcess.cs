namespace Unmask.Plugins.Data.Chains;

/// <summary>The excess of a row map for a chain with one matrix for all steps.</summary>
/// <remarks>
/// Between revealed tokens a and b at distances g and g′ the row is <c>∝ P^g(a,v) P^g′(v,b)</c> wherever the three stand, and their expected
/// number is <c>Σ_i p_i(a) · P^{g+g′}(a,b)</c>. Gaps beyond where the powers settle share their rows.
/// </remarks>
internal sealed class HomogeneousExcess
{
    private readonly Chain _chain;
    private readonly MatrixPowers _powers;
    private readonly IRowMap _map;
    private readonly int _length, _states, _gaps;

    // Index g: how often each symbol is expected with g more tokens after it.
    private readonly double[][] _counts;

    public HomogeneousExcess(Chain chain, IRowMap map)
    {
        (_chain, _powers, _map) = (chain, chain.Powers!, map);
        (_length, _states) = (chain.Shape.Length, chain.Shape.States);
        _gaps = Math.Min(_powers.Count, _length - 1);
        var counts = new ExpectedCounts(chain);
        _counts = [.. Enumerable.Range(0, _length).Select(gap => counts.Before(_length - gap))];
    }

    /// <summary><c>c(w) − h(w)</c>, w = 0…L−1.</summary>
    public double[] Average(CancellationToken stop)
    {
        var sums = new GapSums(_length);
        Parallel.For(0, GapSums.Blocks, new ParallelOptions { CancellationToken = stop }, block =>
        {
            var row = new MappedRow(_map, _states);
            for (var gap = 1 + block; gap <= _gaps; gap += GapSums.Blocks)
            {
                AddBoth(gap, sums[block], row, stop);
            }

            for (var i = block; i < _chain.DistinctMarginals; i += GapSums.Blocks)
            {
                stop.ThrowIfCancellationRequested();
                AddRight(i, sums[block], row);
            }
        });
        AddLeft(sums[0], new MappedRow(_map, _states));
        return sums.Average();
    }

    private void AddLeft(GapSums.Block sums, MappedRow row)
    {
        var (reached, last) = (new double[_states], new double[_states]);
        for (var left = _length - 2; left >= 0; left--)
        {
            var gap = _length - 1 - left;
            for (var a = 0; a < _states; a++)
            {
                last[a] = gap <= _gaps ? row.Excess(_powers.From(gap, a)) : last[a];
                reached[a] += last[a];
                if (_chain.Marginal(left)[a] > 0)
                {
                    sums.Left[left + 1].Add(_chain.Marginal(left)[a] * reached[a]);
                }
            }
        }
    }

    // Every position whose marginal is that of i, with nothing revealed on its left.
    private void AddRight(int i, GapSums.Block sums, MappedRow row)
    {
        var alike = i == _chain.DistinctMarginals - 1 ? _length - i : 1;
        sums.None[0].Add(alike * row.Excess(_chain.Marginal(i)));
        var excess = new double[_states];
        for (var gap = 1; gap < _length - i; gap++)
        {
            for (var b = 0; b < _states && gap <= _gaps; b++)
            {
                excess[b] = row.Excess(_chain.Marginal(i), _powers.To(gap, b));
            }

            for (var at = i; at < i + alike && at + gap < _length; at++)
            {
                sums.Right[at + gap + 1].Add(WeightedBy(_chain.Marginal(at + gap), excess));
            }
        }
    }

    private void AddBoth(int before, GapSums.Block sums, MappedRow row, CancellationToken stop)
    {
        var excess = new double[_states * _states];
        for (var after = 1; after <= _gaps && before + after < _length; after++)
        {
            stop.ThrowIfCancellationRequested();
            FillExcess(before, after, excess, row);
            var (longBefore, longAfter) = (_powers.Settles && before == _gaps, _powers.Settles && after == _gaps);
            var last = longBefore || longAfter ? _length - 1 : before + after;
            for (var distance = before + after; distance <= last; distance++)
            {
                var ways = longBefore && longAfter ? distance - before - after + 1 : 1;
                sums.Both[distance].Add(ways * Weighted(distance, excess));
            }
        }
    }

    private void FillExcess(int before, int after, double[] excess, MappedRow row)
    {
        var possible = _powers.Power(before + after);
        for (var a = 0; a < _states; a++)
        {
            for (var b = 0; b < _states; b++)
            {
                var entry = (a * _states) + b;
                excess[entry] = possible[entry] > 0 && _counts[0][a] > 0 ? row.Excess(_powers.From(before, a), _powers.To(after, b)) : 0;
            }
        }
    }

    private double Weighted(int distance, double[] excess)
    {
        var (sum, counts) = (0.0, _counts[distance]);
        for (var a = 0; a < _states; a++)
        {
            if (counts[a] > 0)
            {
                sum += counts[a] * WeightedBy(_powers.From(distance, a), excess.AsSpan(a * _states, _states));
            }
        }

        return sum;
    }

    private static double WeightedBy(ReadOnlySpan<double> weights, ReadOnlySpan<double> excess)
    {
        var sum = 0.0;
        for (var b = 0; b < weights.Length; b++)
        {
            if (weights[b] > 0)
            {
                sum += weights[b] * excess[b];
            }
        }

        return sum;
    }
}
