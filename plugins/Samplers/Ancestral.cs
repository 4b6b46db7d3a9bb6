using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="Ancestral"/>.</summary>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
/// <param name="Steps">The number of steps N on a grid of times, without a schedule only.</param>
/// <param name="Finish">What becomes of masks that are left at the end, without a schedule only.</param>
/// <param name="Corrections">Gibbs moves after each step of a grid, of a process without a mask.</param>
public sealed record AncestralOptions(
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000,
    [Range(1, TimeGrid.MostSteps)][Description("number of steps N on the grid of times, in a pipeline without a schedule")] int? Steps = null,
    [Description("on a grid of times: what becomes of masks that are left at the end; fill draws them all at once, leave keeps them; fill if absent")] Finish? Finish = null,
    [Range(0, TimeGrid.MostSteps)][Description(GridOptions.CorrectionsHelp)] int Corrections = 0);

/// <summary>
/// With a schedule, LC (6): each step reveals the positions <c>D_t</c> the schedule chooses, every <c>i ∈ D_t</c> drawn independently from
/// <c>p̂_i(·|Y_t)</c>, the rest kept. Without one, the analytic posterior on a grid of times (<see cref="GridAncestral"/>).
/// </summary>
/// <remarks>With a schedule a revealed token never changes; the schedule sees what it observes and nothing else. Thread-safe as the schedule is.</remarks>
[Plugin(
    "ancestral",
    Summary = "Reveals the schedule's positions, tokens independent from the predictor; without a schedule, each position from its posterior on a grid of times",
    Equation = "schedule: p(y | x) = Π_{i in D} p̂_i(y_i | x), D the positions that the schedule reveals; grid: x_i ~ Σ_a p(X_0^i = a | x_t) k_s(v | a) k_{t|s}(x_i | v) / k_t(x_i | a)",
    Notes = "First order on a grid of times: the error falls like 1/N, and kl is the divergence of the one law. A section 'schedule' says how many steps there are; without one, give \"steps\", a process and a noise, and a score, or under the masked process a predictor.",
    Reference = "LC (6), arXiv 2107.03006")]
public sealed class Ancestral : ISampler, IValidates
{
    private readonly AncestralOptions _options;
    private readonly ISampler? _steps;
    private readonly string? _missing;
    private readonly bool _isGrid;

    /// <summary>Creates the sampler.</summary>
    public Ancestral(
        AncestralOptions options, Shape shape, ISchedule? schedule, IForwardProcess? process, INoiseSchedule? noise, IScoreEstimator? score,
        [Component("uniform"), Description("the times of the steps, in a pipeline without a schedule")] ITimeGrid grid, IMaskPredictor? predictor)
    {
        (_options, _isGrid) = (options, schedule is null);
        var hasMask = process?.HasMask(shape) ?? true;
        if (schedule is not null)
        {
            _missing = hasMask ? null : "a schedule unmasks, and the process has no mask; leave the section 'schedule' out and give \"steps\"";
            _steps = hasMask ? new Scheduled(schedule, options.Samples) : null;
        }
        else if (options.Steps is not { } steps)
        {
            _missing = "got no schedule; give the section 'schedule', or \"steps\" for a grid of times";
        }
        else if (process is null || noise is null)
        {
            _missing = $"a grid of times needs the section '{(process is null ? "process" : "noise")}'";
        }
        else if (score is null && (predictor is null || !hasMask))
        {
            _missing = "a grid of times needs the section 'score', such as \"score\": \"exact\", or under the process masked a predictor";
        }
        else
        {
            var own = new GridOptions(steps, options.Finish ?? Unmask.Plugins.Samplers.Finish.Fill, options.Corrections, options.Samples);
            _steps = new GridAncestral(own, shape, process, noise, score, grid, predictor);
        }
    }

    /// <inheritdoc/>
    public long Samples => _options.Samples;

    /// <inheritdoc/>
    public Observes Observes => Steps.Observes;

    /// <inheritdoc/>
    public int Memory => Steps.Memory;

    /// <inheritdoc/>
    public bool Revises => Steps.Revises;

    /// <inheritdoc/>
    public bool Leaves => Steps.Leaves;

    /// <inheritdoc/>
    public IReadOnlyList<string> Unused => _isGrid ? [] : ["noise"];

    private ISampler Steps => _steps ?? throw new InvalidOperationException(_missing);

    /// <inheritdoc/>
    public T? Find<T>() where T : class => _steps?.Find<T>() ?? this as T;

    /// <inheritdoc/>
    public Observes ObservesAt(in Step step) => Steps.ObservesAt(step);

    /// <inheritdoc/>
    public double Time(in Step step) => Steps.Time(step);

    /// <inheritdoc/>
    public bool Continues(in Step step) => Steps.Continues(step);

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose) => Steps.Move(step, rows, choose);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_missing is not null)
        {
            problems.Add(_missing + ".");
            return;
        }

        if (!_isGrid && _options.Steps is { } steps)
        {
            problems.Add("steps", $"got {steps} beside a schedule, which says how many steps there are; leave one of the two out.");
        }

        if (!_isGrid && _options.Finish is not null)
        {
            problems.Add("finish", "got it beside a schedule, which reveals every position; expected it on a grid of times only.");
        }

        if (!_isGrid && _options.Corrections > 0)
        {
            problems.Add("corrections", $"got {_options.Corrections} beside a schedule; take \"sampler\": \"corrector\", or leave the schedule out.");
        }

        (_steps as IValidates)?.Validate(shape, problems);
    }

    /// <summary>LC (6).</summary>
    private sealed class Scheduled(ISchedule schedule, long samples) : ISampler
    {
        public long Samples => samples;

        public Observes Observes => schedule.Observes;

        public int Memory => schedule.Memory;

        public T? Find<T>() where T : class => typeof(T) == typeof(ISizeLaw) ? schedule.Find<T>() : null;

        public void Move(in Step step, in Rows rows, IChoices choose) => schedule.Reveal(step, rows, choose);
    }
}
