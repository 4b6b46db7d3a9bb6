using System.Buffers;
using System.Runtime.InteropServices;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// A sampler that follows the reverse chain from jump to jump, in real time: at each look it reads the score at a time of the sequence's own, jumps at one position or not,
/// and draws when it looks next. Down to a stop time, and a finish there.
/// </summary>
/// <remarks>
/// <para>Time is counted in <c>B</c>, in which a token's forward process has unit rate: reverse jumps happen at the rates <c>Q(v, x_i) s̃_t(x)_{i→v} dB</c>.
/// The B of the next look is the sequence's memory, one double.</para>
/// <para>The finish: masks that are left are drawn at once, or left. Without a mask every position is drawn at once from its posterior at t = 0 in closed form, or the sequence is
/// left as it is at the stop. Real numbers are drawn, so the law cannot be enumerated: metrics estimate. One call of the score a look, NFE. Thread-safe; allocates nothing once warm.</para>
/// </remarks>
public abstract class JumpSampler : ISampler, IValidates
{
    /// <summary>Below it no mask is left but with probability 1e-20, and B has no digits to spare.</summary>
    internal const double Least = 1e-20;

    /// <summary>Where a process without a mask stops unless told otherwise: two positions change below it with a probability of 1e-12.</summary>
    private const double Usual = 1e-6;

    private readonly double? _stop;
    private readonly Finish _finish;
    private readonly bool _hasPredictor;
    private readonly Lazy<double> _last;

    /// <summary>Creates the sampler.</summary>
    private protected JumpSampler(
        double? stop, Finish finish, long samples, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, IMaskPredictor? predictor)
    {
        ArgumentNullException.ThrowIfNull(score);
        (_stop, _finish, Samples, Noise, _hasPredictor) = (stop, finish, samples, noise, predictor is not null);
        Jumps = new TokenJumps(process, shape.States);
        _last = new(() => Math.Max(Least, stop is { } time ? noise.Integral(time) : Jumps.HasMask ? 0 : Math.Min(Usual, noise.Integral(noise.End) / 2)));
    }

    /// <summary>The process of one token.</summary>
    private protected TokenJumps Jumps { get; }

    /// <summary>The noise.</summary>
    private protected INoiseSchedule Noise { get; }

    /// <summary><c>B</c> at the stop.</summary>
    private protected double Last => _last.Value;

    /// <inheritdoc/>
    public long Samples { get; }

    /// <inheritdoc/>
    public Observes Observes => Observes.Scores;

    /// <summary>The B of the next look.</summary>
    public int Memory => 2;

    /// <inheritdoc/>
    public bool Revises => true;

    /// <inheritdoc/>
    public bool Leaves => Jumps.HasMask && _finish == Finish.Leave;

    /// <inheritdoc/>
    public bool IsContinuous => true;

    /// <inheritdoc/>
    public Observes ObservesAt(in Step step) =>
        step.Index == 0 || (Jumps.HasMask && _hasPredictor && Next(step) == Last) ? Observes.Nothing : Observes.Scores;

    /// <inheritdoc/>
    public double Time(in Step step) => Math.Max(Noise.Inverse(Next(step)), double.Epsilon);

    /// <inheritdoc/>
    public bool Continues(in Step step) => Next(step) > 0 && (!Jumps.HasMask || step.Masked.Length > 0);

    /// <inheritdoc/>
    public virtual void Validate(Shape shape, Problems problems)
    {
        if (_stop >= Noise.End)
        {
            problems.Add("stop", $"got {_stop}, not before the noise's end, where the chain starts; expected a time from 0 to below {Noise.End}.");
        }

        if (_stop == 0 && !Jumps.HasMask)
        {
            problems.Add("stop", "got 0, near which a process without a mask jumps ever more often and never gets there; expected a time above 0, or none: it is then where B = 1e-6.");
        }

        if (_finish == Finish.Fill && !Jumps.HasMask && !Jumps.IsReset)
        {
            problems.Add("finish", "got fill, which undoes the last noise in closed form, as it can for the processes masked and uniform; give \"finish\": \"leave\" and a small \"stop\".");
        }
    }

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        if (step.Index > 0 && Next(step) == Last)
        {
            Finishes(step, rows, choose);
            Next(step) = 0;
            return;
        }

        var next = step.Index == 0 ? First(Jumps.HasMask ? step.Masked.Length : step.Shape.Length, choose) : Jump(Next(step), step, rows, choose);
        Next(step) = next > Last ? next : _finish == Finish.Fill ? Last : 0;
    }

    /// <summary>The B of the first look; at most that of the stop if there is none before it.</summary>
    /// <param name="jumping">How many positions can jump.</param>
    /// <param name="choose">The source of randomness.</param>
    private protected abstract double First(int jumping, IChoices choose);

    /// <summary>Jumps or not, and says when to look next.</summary>
    /// <param name="b">The B of this look.</param>
    /// <param name="step">The step.</param>
    /// <param name="rows">The score's ratios.</param>
    /// <param name="choose">The source of randomness.</param>
    /// <returns>The B of the next look; at most that of the stop if there is none before it.</returns>
    private protected abstract double Jump(double b, in Step step, in Rows rows, IChoices choose);

    /// <summary>A waiting time at unit rate.</summary>
    private protected static double Wait(IChoices choose) => -Math.Log(choose.Uniform());

    /// <summary>The rate at which each position jumps.</summary>
    /// <param name="scale">β, or 1 where time is counted in B.</param>
    /// <param name="step">The step.</param>
    /// <param name="rows">The score's ratios.</param>
    /// <param name="totals">Receives the rates, shape [rows, or more].</param>
    /// <param name="rates">Scratch, shape [n].</param>
    /// <returns>Their sum.</returns>
    private protected double Totals(double scale, in Step step, in Rows rows, Span<double> totals, Span<double> rates)
    {
        var total = 0.0;
        for (var k = 0; k < rows.Count; k++)
        {
            totals[k] = Jumps.Rates(scale, rows[k], step.X[rows.At[k]], rates);
            total += totals[k];
        }

        return total;
    }

    /// <summary>The k-th position jumps, to a symbol in proportion to its rate.</summary>
    private protected void Jump(int k, in Step step, in Rows rows, Span<double> rates, IChoices choose)
    {
        LeapRules.Scale(rates, 1 / Jumps.Rates(1, rows[k], step.X[rows.At[k]], rates));
        choose.Commit(rows.At[k], rates);
    }

    private void Finishes(in Step step, in Rows rows, IChoices choose)
    {
        foreach (var position in step.Masked)
        {
            choose.Reveal(position);
        }

        if (Jumps.HasMask)
        {
            return;
        }

        var rented = ArrayPool<double>.Shared.Rent(Jumps.Symbols);
        var law = rented.AsSpan(0, Jumps.Symbols);
        for (var k = 0; k < rows.Count; k++)
        {
            rows[k].CopyTo(law);
            Denoising.Posterior(Jumps, new Leap(0, 0, Last, 0, 0), step.X[rows.At[k]], law);
            choose.Commit(rows.At[k], law);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static ref double Next(in Step step) => ref MemoryMarshal.Cast<int, double>(step.Memory)[0];
}
