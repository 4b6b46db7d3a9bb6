using System.Buffers;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// A sampler that walks down a grid of times <c>t_N = End &gt; … &gt; t_0 = 0</c>: it reads the score at the start of each step and moves every
/// position by itself, given the state. What a sampler of this kind adds is the law of one position's next symbol.
/// </summary>
/// <remarks>
/// <para>With the mask a symbol of its own, a revealed token never changes; without, every token may. Masks that are left at the end are drawn at
/// once, or left (<see cref="Finish"/>).</para>
/// <para>There is one law, not one for each order: <c>kl</c> is its divergence. One call of the score a step, NFE. Thread-safe; allocates nothing once warm.</para>
/// </remarks>
public abstract class GridSampler : ISampler, IValidates
{
    private readonly GridOptions _options;
    private readonly INoiseSchedule _noise;
    private readonly ITimeGrid _grid;
    private readonly bool _hasScore, _hasPredictor;
    private readonly Lazy<double[]> _times;
    private readonly Lazy<Leap[]> _leaps;

    /// <summary>Creates the sampler.</summary>
    private protected GridSampler(
        GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator? score, ITimeGrid grid, IMaskPredictor? predictor)
    {
        (_options, _noise, _grid, _hasScore, _hasPredictor) = (options, noise, grid, score is not null, predictor is not null);
        Jumps = new TokenJumps(process, shape.States);
        _times = new(() => GridTimes.Of(grid, noise, options.Steps));
        _leaps = new(() => [.. Enumerable.Range(0, options.Steps).Select(step => Leap.Of(noise, _times.Value[options.Steps - step], _times.Value[options.Steps - step - 1]))]);
    }

    /// <summary>The process of one token.</summary>
    private protected TokenJumps Jumps { get; }

    /// <inheritdoc/>
    public long Samples => _options.Samples;

    /// <inheritdoc/>
    public Observes Observes => _hasScore ? Observes.Scores : Observes.Nothing;

    /// <inheritdoc/>
    public bool Revises => true;

    /// <inheritdoc/>
    public bool Leaves => Jumps.HasMask && _options.Finish == Finish.Leave;

    /// <summary>Its times are a capability: <see cref="ITimeGrid"/>.</summary>
    public T? Find<T>() where T : class => typeof(T) == typeof(ITimeGrid) ? _grid as T : this as T;

    /// <inheritdoc/>
    public Observes ObservesAt(in Step step) => IsLast(step) && _hasPredictor ? Observes.Nothing : Observes;

    /// <summary>The start of the step; masks that are left at the end are drawn from the score as it was read last.</summary>
    public double Time(in Step step) => IsLast(step) ? _times.Value[1] : _leaps.Value[step.Index].From;

    /// <inheritdoc/>
    public bool Continues(in Step step) => Jumps.HasMask
        ? step.Masked.Length > 0 && (!IsLast(step) || !Leaves)
        : !IsLast(step);

    /// <inheritdoc/>
    public virtual void Validate(Shape shape, Problems problems)
    {
        if (_hasScore)
        {
            GridTimes.Validate(_noise, problems);
        }
    }

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        if (!IsLast(step))
        {
            Move(_leaps.Value[step.Index], step, rows, choose);
            return;
        }

        foreach (var position in step.Masked)
        {
            choose.Reveal(position);
        }
    }

    /// <summary>Moves every position by one step.</summary>
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

    private bool IsLast(in Step step) => step.Index >= _options.Steps;
}
