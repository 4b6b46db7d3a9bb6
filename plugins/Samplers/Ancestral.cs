using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="Ancestral"/>.</summary>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record AncestralOptions(
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// LC (6): each step reveals the positions <c>D_t</c> the schedule chooses, every <c>i ∈ D_t</c> drawn independently from
/// <c>p̂_i(·|Y_t)</c>, the rest kept.
/// </summary>
/// <remarks>A revealed token never changes. The schedule sees what it observes and nothing else. Thread-safe as the schedule is.</remarks>
[Plugin(
    "ancestral",
    Summary = "Reveals the schedule's positions, tokens independent from the predictor",
    Equation = "p(y | x) = Π_{i in D} p̂_i(y_i | x), D the positions that the schedule reveals",
    Reference = "LC (6)")]
public sealed class Ancestral(AncestralOptions options, ISchedule schedule) : ISampler
{
    /// <inheritdoc/>
    public long Samples => options.Samples;

    /// <inheritdoc/>
    public Observes Observes => schedule.Observes;

    /// <inheritdoc/>
    public int Memory => schedule.Memory;

    /// <inheritdoc/>
    public T? Find<T>() where T : class => typeof(T) == typeof(ISizeLaw) ? schedule.Find<T>() : this as T;

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose) => schedule.Reveal(step, rows, choose);
}
