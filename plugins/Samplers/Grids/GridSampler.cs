using System.Buffers;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// A sampler that walks down a grid of times <c>t_N = End &gt; … &gt; t_0 = 0</c>: it reads the score at the start of each step and moves every
/// position by itself, given the state. What a sampler of this kind adds is the law of one position's next symbol.
/// </summary>
/// <remarks>
/// <para>With the mask a symbol of its own, a revealed token never changes; without, every token may. Masks that are left at the end are drawn at
/// once, or left (<see cref="Finish"/>).</para>
/// <para>A step may have two stages, each a move of its own, and be followed by corrections: Gibbs moves at the time that it has come to, of a process without a
/// mask. There the ratios of a position, normalised, are the law of its token given all others at that time, which the exact score so leaves as it is.</para>
/// <para>There is one law, not one for each order: <c>kl</c> is its divergence. One call of the score a move, NFE. Thread-safe; allocates nothing once warm.</para>
/// </remarks>
public abstract class GridSampler : ISampler, IValidates
{
    private readonly GridOptions _options;
    private readonly INoiseSchedule _noise;
    private readonly ITimeGrid _grid;
    private readonly bool _hasScore, _hasPredictor;
    private readonly long _moves;
    private readonly Lazy<Leap[]> _leaps;

    /// <summary>Creates the sampler.</summary>
    /// <param name="options">What such samplers have in common.</param>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="process">The forward process.</param>
    /// <param name="noise">The noise.</param>
    /// <param name="score">The score.</param>
    /// <param name="grid">The times.</param>
    /// <param name="predictor">What masks that are left are drawn from.</param>
    /// <param name="middle">Where the first of two stages of a step ends, as a part of it; null for one stage.</param>
    private protected GridSampler(
        GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator? score, ITimeGrid grid, IMaskPredictor? predictor, double? middle = null)
    {
        (_options, _noise, _grid, _hasScore, _hasPredictor) = (options, noise, grid, score is not null, predictor is not null);
        Jumps = new TokenJumps(process, shape.States);
        _moves = (long)options.Steps * ((middle is null ? 1 : 2) + options.Corrections);
        _leaps = new(() => _moves <= TimeGrid.MostSteps ? [.. Leaps(GridTimes.Of(grid, noise, options.Steps), middle)] : throw new InvalidOperationException(TooMany));
    }

    /// <summary>The process of one token.</summary>
    private protected TokenJumps Jumps { get; }

    /// <inheritdoc/>
    public long Samples => _options.Samples;

    /// <inheritdoc/>
    public Observes Observes => _hasScore ? Observes.Scores : Observes.Nothing;

    /// <inheritdoc/>
    public virtual int Memory => 0;

    /// <inheritdoc/>
    public bool Revises => true;

    /// <inheritdoc/>
    public bool Leaves => Jumps.HasMask && _options.Finish == Finish.Leave;

    /// <summary>Its times are a capability: <see cref="ITimeGrid"/>.</summary>
    public T? Find<T>() where T : class => typeof(T) == typeof(ITimeGrid) ? _grid as T : this as T;

    /// <inheritdoc/>
    public Observes ObservesAt(in Step step) => IsLast(step) && _hasPredictor ? Observes.Nothing : Observes;

    /// <summary>The start of the move; masks that are left at the end are drawn from the score as it was read last.</summary>
    public double Time(in Step step) => IsLast(step) ? _leaps.Value[^1].From : _leaps.Value[step.Index].From;

    /// <inheritdoc/>
    public bool Continues(in Step step) => Jumps.HasMask
        ? IsLast(step) ? step.Masked.Length > 0 && !Leaves : step.Masked.Length > 0 || _leaps.Value[step.Index].Kind == LeapKind.Second
        : !IsLast(step);

    /// <inheritdoc/>
    public virtual void Validate(Shape shape, Problems problems)
    {
        if (_hasScore)
        {
            NoiseAtEnd.RequireScore(_noise, problems);
        }

        if (_moves > TimeGrid.MostSteps)
        {
            problems.Add("steps", TooMany);
        }

        if (_options.Corrections > 0 && Jumps.HasMask)
        {
            problems.Add("corrections", $"got {_options.Corrections} under a process with a mask, where a score has no ratios at revealed positions; take \"sampler\": \"corrector\" with a schedule, or another process.");
        }
    }

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        if (!IsLast(step))
        {
            var leap = _leaps.Value[step.Index];
            if (leap.Kind == LeapKind.Correction)
            {
                Correct(rows, choose);
                return;
            }

            Move(leap, step, rows, choose);
            return;
        }

        foreach (var position in step.Masked)
        {
            choose.Reveal(position);
        }
    }

    /// <summary>Moves every position by one step, or by one stage of it.</summary>
    private protected virtual void Move(in Leap leap, in Step step, in Rows rows, IChoices choose)
    {
        var law = ArrayPool<double>.Shared.Rent(Jumps.Symbols);
        for (var k = 0; k < rows.Count; k++)
        {
            var next = law.AsSpan(0, Jumps.Symbols);
            Jump(leap, rows[k], step.X[rows.At[k]], next);
            choose.Commit(rows.At[k], next);
        }

        ArrayPool<double>.Shared.Return(law);
    }

    /// <summary>The law of a position's symbol after a step.</summary>
    /// <param name="leap">The step.</param>
    /// <param name="ratios">The score there, <c>s̃_t(x)_{i→v}</c>, shape [S].</param>
    /// <param name="present">The symbol that is there; the mask, where there is one.</param>
    /// <param name="law">Receives probabilities, shape [n].</param>
    private protected abstract void Jump(in Leap leap, ReadOnlySpan<double> ratios, int present, Span<double> law);

    private string TooMany => $"got {_options.Steps} steps, with stages and corrections {_moves} moves; expected at most {TimeGrid.MostSteps}.";

    private static void Correct(in Rows rows, IChoices choose)
    {
        Span<int> position = stackalloc int[1];
        choose.Subset(rows.At, position);
        choose.Reveal(position[0]);
    }

    private IEnumerable<Leap> Leaps(double[] times, double? middle)
    {
        for (var k = _options.Steps; k > 0; k--)
        {
            var between = times[k] - (middle * (times[k] - times[k - 1]));
            yield return Leap.Of(_noise, times[k], between ?? times[k - 1]);
            if (between is { } from)
            {
                yield return Leap.Of(_noise, from, times[k - 1], LeapKind.Second);
            }

            for (var moves = k > 1 ? _options.Corrections : 0; moves > 0; moves--)
            {
                yield return Leap.Of(_noise, times[k - 1], times[k - 1], LeapKind.Correction);
            }
        }
    }

    private bool IsLast(in Step step) => step.Index >= _leaps.Value.Length;
}
