namespace Unmask.Theory;

/// <summary>The right-hand side of <c>y′ = f(x, y)</c>.</summary>
internal delegate void Slope(double x, ReadOnlySpan<double> y, Span<double> slope);

/// <summary>
/// Solves <c>y′ = f(x, y)</c> by <see cref="DormandPrince"/> with adaptive steps, in either direction of x.
/// </summary>
/// <remarks>
/// A step is accepted where the estimate <c>h e₅²/√(e₅² + 0.01 e₃²)</c> (the book's, in the maximum norm) is within the tolerance in
/// every component. f is only asked for x between the ends. Linear invariants, such as total mass, are kept to rounding. With f independent of y it is
/// an adaptive quadrature. A jump of f in x costs a few dozen steps and no accuracy. Not thread-safe; allocates nothing after construction.
/// </remarks>
/// <param name="relative">What a step may be off in a component, relative to it.</param>
/// <param name="absolute">What a step may be off in each component besides, above 0: as many as there are components.</param>
/// <param name="largestStep">No step is larger, so that no feature of f this wide is stepped over.</param>
internal sealed class Integrator(double relative, double[] absolute, double largestStep)
{
    private const double SmallestStep = 1e-15;
    private readonly double[][] _stages = [.. Enumerable.Range(0, DormandPrince.Stages).Select(_ => new double[absolute.Length])];
    private readonly double[] _trial = new double[absolute.Length];
    private readonly double[] _next = new double[absolute.Length];

    /// <summary>Takes y from one x to another.</summary>
    /// <param name="f">The right-hand side.</param>
    /// <param name="from">Where y is given.</param>
    /// <param name="to">Where y is wanted.</param>
    /// <param name="y">The components, replaced.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <exception cref="InvalidOperationException">No step is small enough: f is infinite or NaN.</exception>
    public void Advance(Slope f, double from, double to, double[] y, CancellationToken stop)
    {
        var (x, step) = (from, Math.Min(Math.Abs(to - from), largestStep / 8));
        var sign = Math.Sign(to - from);
        if (sign == 0)
        {
            return;
        }

        f(x, y, _stages[0]);
        while (x != to)
        {
            stop.ThrowIfCancellationRequested();
            var end = step >= Math.Abs(to - x) ? to : x + (sign * step);
            step = Math.Abs(end - x);
            var error = Try(f, x, end - x, y);
            if (error <= 1)
            {
                x = end;
                _trial.CopyTo(y, 0);
                f(x, y, _stages[0]);
            }
            else if (step <= SmallestStep * Math.Max(1, Math.Abs(x)))
            {
                throw new InvalidOperationException($"No step from {x} towards {to} is within the tolerance; the smallest, {step}, is off by {error} times as much: the rates are infinite or not numbers there.");
            }

            step = Math.Min(largestStep, step * (double.IsNaN(error) ? 0.1 : Math.Clamp(0.9 * Math.Pow(error, -1.0 / 8), 0.1, 6)));
        }
    }

    private double Try(Slope f, double x, double h, double[] y)
    {
        for (var stage = 1; stage < DormandPrince.Stages; stage++)
        {
            Combine(y, h, DormandPrince.Row(stage), _next);
            f(x + (h * DormandPrince.Nodes[stage]), _next, _stages[stage]);
        }

        Combine(y, h, DormandPrince.Weights, _trial);
        var fifth = Estimate(y, DormandPrince.Fifth);
        var third = Estimate(y, DormandPrince.Third);
        return fifth == 0 ? 0 : Math.Abs(h) * fifth * (fifth / double.Hypot(fifth, 0.1 * third));
    }

    private void Combine(double[] y, double h, ReadOnlySpan<double> weights, double[] into)
    {
        y.CopyTo(into, 0);
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] != 0)
            {
                Elementwise.AddScaled(h * weights[j], _stages[j], into);
            }
        }
    }

    private double Estimate(double[] y, ReadOnlySpan<double> weights)
    {
        Array.Clear(_next);
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] != 0)
            {
                Elementwise.AddScaled(weights[j], _stages[j], _next);
            }
        }

        var largest = 0.0;
        for (var k = 0; k < y.Length; k++)
        {
            var scaled = Math.Abs(_next[k]) / (absolute[k] + (relative * Math.Max(Math.Abs(y[k]), Math.Abs(_trial[k]))));
            if (double.IsNaN(scaled))
            {
                return double.NaN;
            }

            largest = Math.Max(largest, scaled);
        }

        return largest;
    }
}
