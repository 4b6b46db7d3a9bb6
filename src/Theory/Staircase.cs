namespace Unmask.Theory;

/// <summary>
/// The area between a curve and its left-endpoint staircase (T 1.6):
/// <c>Area(a, b) = Σ_{a≤w&lt;b} [c(a) − c(w)] = (b − a) c(a) − [C(b) − C(a)]</c>, <c>C(b) = Σ_{w&lt;b} c(w)</c>.
/// </summary>
/// <remarks>
/// A constant added to c changes nothing, so <c>−drops</c> serves as well as h. C is kept in two doubles, so an area has
/// the relative precision of the curve's own differences, at any length. Units: those of c. Immutable, so thread-safe.
/// </remarks>
internal sealed class Staircase
{
    private readonly double[] _values, _high, _low;

    /// <summary>Sums the curve up.</summary>
    /// <param name="curve"><c>c(0), …, c(L−1)</c>, finite.</param>
    /// <exception cref="ArgumentException">The curve is empty or a value is not finite.</exception>
    public Staircase(ReadOnlySpan<double> curve)
    {
        if (curve.IsEmpty)
        {
            throw new ArgumentException("Expected a curve of at least one value, got none.", nameof(curve));
        }

        _values = curve.ToArray();
        _high = new double[curve.Length + 1];
        _low = new double[curve.Length + 1];
        NonIncreasing = true;
        for (var w = 0; w < _values.Length; w++)
        {
            var value = _values[w];
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"Expected a finite curve, got c({w}) = {value}: the predictor gives probability 0 to a token that can occur.", nameof(curve));
            }

            NonIncreasing &= w == 0 || value <= _values[w - 1];
            var (sum, rest) = TwoSum(_high[w], value);
            rest += _low[w];
            _high[w + 1] = sum + rest;
            _low[w + 1] = rest - (_high[w + 1] - sum);
        }
    }

    /// <summary>The sequence length L.</summary>
    public int Length => _values.Length;

    /// <summary>True if <c>c(w+1) ≤ c(w)</c> for every w: then areas are at least 0 and the cost is Monge (T 1.7).</summary>
    public bool NonIncreasing { get; }

    /// <summary><c>Σ_w c(w)</c>: what <c>Σ_t s_t c(w_t)</c> is more than the sum of areas.</summary>
    public double Total => _high[^1];

    /// <summary><c>c(w)</c>.</summary>
    public double this[int w] => _values[w];

    /// <summary>The area of one step that starts from <paramref name="from"/> revealed tokens and ends at <paramref name="to"/>.</summary>
    public double Area(int from, int to)
    {
        if (!NonIncreasing)
        {
            return Line(from, to);
        }

        return _values[from] == _values[to - 1] ? 0 : Math.Max(0, Line(from, to));
    }

    /// <summary>The same, also for <c>to ≤ from</c>: for a fixed difference of two starts it is a line in <paramref name="to"/>.</summary>
    public double Line(int from, int to)
    {
        double size = to - from;
        var height = _values[from];
        var block = size * height;
        var blockRest = Math.FusedMultiplyAdd(size, height, -block);
        var (sum, sumRest) = TwoSum(_high[to], -_high[from]);
        return (block - sum) + (blockRest - sumRest - (_low[to] - _low[from]));
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }
}
