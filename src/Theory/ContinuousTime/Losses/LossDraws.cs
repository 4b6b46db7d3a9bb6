using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>Terms of the losses at random times and random noisy sequences: their means over data are the losses (T 2.3).</summary>
/// <remarks>
/// <para>Masked: the mask probability α of the time is uniform up to that of the end, A; one position, uniform, is masked for certain and each other with probability α; the
/// integrand weighs <c>A d (e^B − 1)/|M|</c>, M the masked positions. Every term is then at most <c>A d</c> times the loss of one token, though the integrand itself grows like 1/t.</para>
/// <para>Other processes: <c>B = B(T) U²</c>, U uniform, with the weight <c>2 B(T) U</c>: the square of the integrand, of the order 1/B near the data, has a finite mean.</para>
/// <para>Not thread-safe: one for each worker.</para>
/// </remarks>
public sealed class LossDraws
{
    private const double Least = 1.0 / (1UL << 54);

    private readonly TokenProcess _process;
    private readonly INoiseSchedule _noise;
    private readonly NoisyIntegrands _integrands;
    private readonly int[] _noisy, _later;
    private readonly double[] _scratch, _row;
    private readonly double _total;

    /// <summary>Prepares draws.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="process">The process.</param>
    /// <param name="noise">The noise; its integral may be infinite under the masked process.</param>
    /// <param name="score">The score.</param>
    /// <param name="exact">The exact score, or null where it is not known.</param>
    public LossDraws(Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, ExactDenoising? exact)
    {
        (_process, _noise, _total) = (new TokenProcess(process, shape.States), noise, noise.Integral(noise.End));
        _integrands = new NoisyIntegrands(shape, _process, noise, score, exact);
        (_noisy, _later) = (new int[shape.Length], new int[shape.Length]);
        (_scratch, _row) = (new double[Enum.GetValues<SampledLoss>().Length], new double[_process.Symbols]);
    }

    /// <summary>Whether the process is the masked one.</summary>
    public bool IsMasked => _process.IsMasked;

    /// <summary>Why a term was infinite where it first was, by <see cref="SampledLoss"/>; null where it never was.</summary>
    public IReadOnlyList<string?> Reasons => _integrands.Reasons;

    /// <summary>The least and the largest ratio of the score to the exact one that was met.</summary>
    public (double Least, double Largest) Ratios => _integrands.Ratios;

    /// <summary><see cref="ScoreLosses.Leaving"/> and <see cref="ScoreLosses.Entering"/>: exact under the masked and the uniform process, and for others the most they can be for any data.</summary>
    public (double Leaving, double Entering) Jumps
    {
        get
        {
            var (length, masked) = (_noisy.Length, -Logarithms.ExpMinusOne(-_total));
            return IsMasked
                ? (length * masked, double.IsInfinity(_total) ? _total : length * (_process.Symbols - 1) * (_total - masked))
                : (length * _total * _process.Leaving.Max(), length * _total * _process.Entering.Max());
        }
    }

    /// <summary>Draws a time and noise for a data sequence.</summary>
    /// <param name="random">The stream of this sequence.</param>
    /// <param name="data">x_0, shape [L].</param>
    /// <param name="terms">Receives a term of each loss, in the order of <see cref="SampledLoss"/>; those that cannot be had are 0.</param>
    /// <param name="stop">Cancels a long computation.</param>
    public void Draw(ref RandomStream random, ReadOnlySpan<int> data, Span<double> terms, CancellationToken stop)
    {
        terms.Clear();
        var u = Math.Max(random.NextDouble(), Least);
        if (IsMasked)
        {
            DrawMasks(ref random, u, data, terms, stop);
            return;
        }

        var time = Time(_total * u * u);
        var b = _noise.Integral(time);
        for (var i = 0; i < data.Length; i++)
        {
            _process.Departures(b, data[i], _row);
            _noisy[i] = Categorical.Draw(_row, random.NextDouble());
        }

        _integrands.Add(time, data, _noisy, 2 * _total * u, terms, stop);

        // − ∫ E_y Σ_x Q(y, x) s̃(x)_y, by one forward jump from y to x.
        var position = random.NextInt(data.Length);
        var symbol = _noisy[position];
        Jump(position, random.NextDouble());
        terms[(int)SampledLoss.Implicit] -= 2 * _total * u * data.Length * _process.Leaving[symbol] * _integrands.Score(time, _noisy, position, symbol, stop);
    }

    /// <summary>
    /// The integrands times B² where one token, at a uniform position, has jumped and B is small: of a loss that converges they fall with B like a power, of one whose integrand
    /// grows at least like 1/t they stay.
    /// </summary>
    /// <param name="random">The stream of this sequence; the same one gives the same jump at every B.</param>
    /// <param name="data">x_0, shape [L].</param>
    /// <param name="b">B.</param>
    /// <param name="terms">The integrands are added to it, in the order of <see cref="SampledLoss"/>.</param>
    /// <param name="stop">Cancels a long computation.</param>
    public void AddNearData(ref RandomStream random, ReadOnlySpan<int> data, double b, Span<double> terms, CancellationToken stop)
    {
        data.CopyTo(_noisy);
        var i = random.NextInt(data.Length);
        Jump(i, random.NextDouble());
        _integrands.Add(Time(b), data, _noisy, b * b, terms, stop);
    }

    /// <summary>A forward jump of one noisy token, the symbol in proportion to its rate.</summary>
    private void Jump(int position, double u)
    {
        for (var v = 0; v < _row.Length; v++)
        {
            _row[v] = v == _noisy[position] ? 0 : _process.Rate(_noisy[position], v);
        }

        _noisy[position] = Categorical.Draw(_row, u);
    }

    private void DrawMasks(ref RandomStream random, double u, ReadOnlySpan<int> data, Span<double> terms, CancellationToken stop)
    {
        var end = -Logarithms.ExpMinusOne(-_total);
        var time = Time(-Logarithms.OnePlus(-(u * end)));
        var (mask, length, forced) = (_process.Absorbing, data.Length, random.NextInt(data.Length));
        var (masked, later) = (0, 0);
        for (var i = 0; i < length; i++)
        {
            var chance = i == forced ? 0 : random.NextDouble();
            _noisy[i] = chance < u * end ? mask : data[i];
            _later[i] = chance < u ? mask : data[i];
            masked += _noisy[i] == mask ? 1 : 0;
            later += _later[i] == mask ? 1 : 0;
        }

        var weight = length * Logarithms.ExpMinusOne(_noise.Integral(time));
        _integrands.Add(time, data, _noisy, weight * end / masked, terms, stop);
        var conditioned = terms[(int)SampledLoss.ScoreEntropy] / end;
        if (later != masked)
        {
            // Given that all is masked at the end, more is masked before.
            _scratch.AsSpan().Clear();
            _integrands.Add(time, data, _later, weight / later, _scratch, stop);
            conditioned = _scratch[(int)SampledLoss.ScoreEntropy];
        }

        terms[(int)SampledLoss.Conditioned] = conditioned;
    }

    /// <summary>The time where the integrated rate is b, or the nearest at which it is neither 0 nor infinite.</summary>
    private double Time(double b)
    {
        var time = _noise.Inverse(Math.Min(b, _total));
        while (_noise.Integral(time) == 0)
        {
            time = Math.BitIncrement(time);
        }

        while (double.IsInfinity(_noise.Integral(time)))
        {
            time = Math.BitDecrement(time);
        }

        return time;
    }
}
