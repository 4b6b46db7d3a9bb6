using System.Globalization;
using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The integrands of the losses, per unit of B, at one noisy sequence x: <c>Σ_i Σ_v Q(v, x_i) f(s, s̃)</c> over its reverse jumps.</summary>
/// <remarks>Not thread-safe: holds the numbers of one sequence. Allocates nothing once warm for a process that redraws tokens.</remarks>
/// <param name="shape">Length and vocabulary.</param>
/// <param name="process">The process.</param>
/// <param name="noise">The noise.</param>
/// <param name="score">The score.</param>
/// <param name="exact">The exact score, or null where it is not known: then only the denoising integrand is given.</param>
internal sealed class NoisyIntegrands(Shape shape, TokenProcess process, INoiseSchedule noise, IScoreEstimator score, ExactDenoising? exact)
{
    private readonly int[] _positions = new int[shape.Length];
    private readonly double[] _estimate = new double[shape.Length * shape.States];
    private readonly double[] _exact = new double[exact is null ? 0 : shape.Length * shape.States];
    private readonly double[] _kernel = new double[process.Symbols];
    private readonly string?[] _reasons = new string?[Enum.GetValues<SampledLoss>().Length];

    /// <summary>Why an integrand was infinite where it first was, by loss; null where it never was.</summary>
    public IReadOnlyList<string?> Reasons => _reasons;

    /// <summary>The least and the largest ratio <c>s̃/s</c> that was met.</summary>
    public (double Least, double Largest) Ratios { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Adds the integrands, times a weight.</summary>
    /// <param name="time">The time t, at which B(t) is neither 0 nor infinite.</param>
    /// <param name="data">The data x_0, shape [L].</param>
    /// <param name="noisy">The noisy tokens, which the data can have become, shape [L].</param>
    /// <param name="weight">The weight.</param>
    /// <param name="terms">Receives the sums, in the order of <see cref="SampledLoss"/>.</param>
    /// <param name="stop">Cancels a long computation.</param>
    public void Add(double time, ReadOnlySpan<int> data, ReadOnlySpan<int> noisy, double weight, Span<double> terms, CancellationToken stop)
    {
        var (b, rows, states) = (noise.Integral(time), 0, shape.States);
        for (var i = 0; i < noisy.Length; i++)
        {
            if (process.Entering[noisy[i]] > 0)
            {
                _positions[rows++] = i;
            }
        }

        var query = new Query(shape, noisy, [0, rows], _positions.AsSpan(0, rows));
        score.Score(time, query, _estimate.AsSpan(0, rows * states), stop);
        exact?.Score(b, query, _exact.AsSpan(0, rows * states), stop);
        for (var k = 0; k < rows; k++)
        {
            var i = _positions[k];
            process.Departures(b, data[i], _kernel);
            for (var v = 0; v < states; v++)
            {
                var rate = v == noisy[i] ? 0 : process.Rate(v, noisy[i]);
                if (rate > 0)
                {
                    var (estimate, at) = (_estimate[(k * states) + v], (time, i, v));
                    if (!(estimate >= 0) || double.IsInfinity(estimate))
                    {
                        throw new InvalidOperationException($"Expected scores that are finite and at least 0; got {estimate} at time {time}, position {i}, symbol {v}.");
                    }

                    Add(SampledLoss.Denoising, weight * rate * Entropies.DivergenceTerm(_kernel[v] / _kernel[noisy[i]], estimate), at, terms);
                    Add(SampledLoss.Implicit, weight * rate * estimate * estimate / 2, at, terms);
                    if (exact is not null)
                    {
                        AddJump(_exact[(k * states) + v], estimate, weight * rate, at, terms);
                    }
                }
            }
        }
    }

    /// <summary>The score at one noisy sequence of the symbol v at a position.</summary>
    public double Score(double time, ReadOnlySpan<int> noisy, int position, int symbol, CancellationToken stop)
    {
        score.Score(time, new Query(shape, noisy, [0, 1], [position]), _estimate.AsSpan(0, shape.States), stop);
        return _estimate[symbol];
    }

    private void AddJump(double s, double estimate, double weight, (double, int, int) at, Span<double> terms)
    {
        Add(SampledLoss.ScoreEntropy, weight * Entropies.DivergenceTerm(s, estimate), at, terms);
        Add(SampledLoss.WeightedScoreMatching, weight * (s - estimate) * (s - estimate) / 2, at, terms);
        if (s == 0)
        {
            Add(SampledLoss.WeightedRatio, estimate == 0 ? 0 : double.PositiveInfinity, at, terms);
            return;
        }

        var error = Math.Abs(1 - (estimate / s));
        Add(SampledLoss.WeightedRatio, weight * s * error * error, at, terms);
        Add(SampledLoss.Cubic, weight * s * error * error * error, at, terms);
        Ratios = (Math.Min(Ratios.Least, estimate / s), Math.Max(Ratios.Largest, estimate / s));
    }

    private void Add(SampledLoss loss, double term, (double Time, int Position, int Symbol) at, Span<double> terms)
    {
        terms[(int)loss] += term;
        if (double.IsPositiveInfinity(term))
        {
            _reasons[(int)loss] ??= string.Create(CultureInfo.InvariantCulture, $"the integrand is infinite at t = {at.Time:G3} for symbol {at.Symbol} at position {at.Position}, in one of the sequences drawn");
        }
    }
}
