using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>Ordinary least squares, for the slopes of LC's experiments (T 1.5).</summary>
public static class LeastSquares
{
    /// <summary>
    /// <c>slope = Σ (x−x̄)(y−ȳ) / Σ (x−x̄)²</c>, its standard error <c>√(Σ residual² / (n−2) / Σ (x−x̄)²)</c>. Thread-safe.
    /// </summary>
    /// <param name="x">Abscissae, at least two different ones, finite.</param>
    /// <param name="y">Ordinates, finite, as many.</param>
    /// <exception cref="ArgumentException">The numbers of points differ, a value is not finite, or all x are equal.</exception>
    public static StraightLine Line(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Expected as many x as y, got {x.Length} and {y.Length}.", nameof(y));
        }

        var (meanX, meanY) = (Sum.Of(x) / x.Length, Sum.Of(y) / y.Length);
        var (xx, xy, yy) = (new Sum(), new Sum(), new Sum());
        for (var i = 0; i < x.Length; i++)
        {
            xx.Add((x[i] - meanX) * (x[i] - meanX));
            xy.Add((x[i] - meanX) * (y[i] - meanY));
            yy.Add((y[i] - meanY) * (y[i] - meanY));
        }

        if (!(xx.Value > 0) || !double.IsFinite(xx.Value) || !double.IsFinite(yy.Value))
        {
            throw new ArgumentException($"Expected finite points with at least two different x, got {x.Length} points whose squares sum to {xx.Value} and {yy.Value}.", nameof(x));
        }

        var slope = xy.Value / xx.Value;
        var residual = new Sum();
        for (var i = 0; i < x.Length; i++)
        {
            var off = y[i] - meanY - (slope * (x[i] - meanX));
            residual.Add(off * off);
        }

        var error = x.Length > 2 ? Math.Sqrt(residual.Value / (x.Length - 2) / xx.Value) : double.NaN;
        var explained = yy.Value > 0 ? 1 - (residual.Value / yy.Value) : 1;
        return new StraightLine(slope, meanY - (slope * meanX), explained, error);
    }
}
