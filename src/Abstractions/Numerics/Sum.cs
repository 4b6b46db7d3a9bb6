namespace Unmask.Numerics;

/// <summary>Compensated summation (Neumaier's form of Kahan's): the error does not grow with the number of terms.</summary>
/// <remarks>Not thread-safe: one running sum belongs to one thread.</remarks>
public struct Sum
{
    private double _sum;
    private double _correction;

    /// <summary>The sum so far.</summary>
    public readonly double Value => double.IsFinite(_sum) ? _sum + _correction : _sum;

    /// <summary>Adds one term; infinities are kept, never turned into NaN by the compensation.</summary>
    public void Add(double term)
    {
        var next = _sum + term;
        if (double.IsFinite(next))
        {
            _correction += Math.Abs(_sum) >= Math.Abs(term) ? (_sum - next) + term : (term - next) + _sum;
        }

        _sum = next;
    }

    /// <summary>The compensated sum of all terms.</summary>
    public static double Of(ReadOnlySpan<double> terms)
    {
        var sum = new Sum();
        foreach (var term in terms)
        {
            sum.Add(term);
        }

        return sum.Value;
    }
}
