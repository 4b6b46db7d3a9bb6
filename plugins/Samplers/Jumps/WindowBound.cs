namespace Unmask.Plugins.Samplers;

/// <summary>A bound that is constant on windows, each a fixed factor nearer to the data in B, so that rates which grow like 1/B are met by ever smaller windows.</summary>
/// <remarks>
/// On a window it is the bound at the lower end, where rates are largest: in closed form for a process that draws tokens anew (<see cref="ClosedBound"/>); for another the largest of
/// <c>Σ_v k_b(v|a) Q(v, x)/k_b(x|a) − Q(x, x)</c> over symbols a and x that can become each other, which is a bound if it falls with b. It is not proven that it does: bounds are checked as they are used.
/// </remarks>
internal sealed class WindowBound : RateBound
{
    private readonly double[] _bounds;
    private readonly double _top, _ratio;

    /// <summary>Creates the bound, a kernel for each window unless there is a closed form.</summary>
    /// <param name="jumps">The process of one token.</param>
    /// <param name="noise">The noise; finite at its end.</param>
    /// <param name="last">B of the stop, above 0.</param>
    /// <param name="ratio">The factor between the ends of a window, above 1.</param>
    public WindowBound(TokenJumps jumps, INoiseSchedule noise, double last, double ratio)
    {
        (_top, _ratio) = (noise.Integral(noise.End), ratio);
        var closed = new ClosedBound(jumps.HasMask);
        _bounds = new double[1 + Math.Max(0, (int)(Math.Log(_top / last) / Math.Log(ratio)))];
        for (var k = 0; k < _bounds.Length; k++)
        {
            _bounds[k] = jumps.IsReset ? closed.Density(Lower(k)) : Largest(jumps, Lower(k));
        }
    }

    /// <inheritdoc/>
    public override double Density(double b) => _bounds[Window(b)];

    /// <inheritdoc/>
    public override double Next(double b, double factor, double wait)
    {
        for (var k = Window(b); k < _bounds.Length; k++)
        {
            var (rate, lower) = (factor * _bounds[k], Lower(k));
            var gathered = rate * (b - lower);
            if (wait < gathered)
            {
                return b - (wait / rate);
            }

            (wait, b) = (wait - Math.Max(0, gathered), lower);
        }

        return 0;
    }

    private double Lower(int k) => _top * Math.Pow(_ratio, -(k + 1));

    private int Window(double b) => Math.Clamp((int)(Math.Log(_top / b) / Math.Log(_ratio)), 0, _bounds.Length - 1);

    private static double Largest(TokenJumps jumps, double b)
    {
        var n = jumps.Symbols;
        var kernel = new double[n * n];
        jumps.Kernel(b, kernel);
        var largest = 0.0;
        for (var a = 0; a < n; a++)
        {
            for (var x = 0; x < n; x++)
            {
                var arrivals = 0.0;
                for (var v = 0; v < n; v++)
                {
                    arrivals += v == x ? 0 : kernel[(a * n) + v] * jumps.Rate(v, x);
                }

                largest = kernel[(a * n) + x] > 0 ? Math.Max(largest, arrivals / kernel[(a * n) + x]) : largest;
            }
        }

        return largest;
    }
}
