using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Entropy"/>: exactly one of the two.</summary>
/// <param name="Steps">The number of steps T, with balanced sizes.</param>
/// <param name="PerStep">A fixed number of positions a step.</param>
public sealed record EntropyOptions(
    [Range(1, int.MaxValue)][Description("number of steps T with balanced sizes; or give perStep")] int? Steps = null,
    [Range(1, int.MaxValue)][Description("positions revealed by each step; or give steps")] int? PerStep = null);

/// <summary>
/// Lowest conditional entropy first: a step reveals the masked positions of lowest <c>H(p̂_i(·|revealed tokens))</c>,
/// repeatedly the lowest index among those within 1e-9 of the remaining minimum.
/// </summary>
/// <remarks>
/// <para>{steps} uses balanced sizes by step index, {perStep} a fixed number; the last step takes what is left.
/// Not always better than random positions: ties pick neighbours (T 1.4).</para>
/// <para>Thread-safe; keeps nothing between calls.</para>
/// </remarks>
[Plugin(
    "entropy",
    Summary = "Positions of lowest conditional entropy first",
    Equation = "next = argmin_i H(p̂_i(· | revealed)), ties to the lowest index",
    Reference = "T 1.8; LC section 3.2",
    Example = """{"steps": 8}""")]
public sealed class Entropy(EntropyOptions options) : ISchedule, IValidates
{
    /// <inheritdoc/>
    public Observes Observes => Observes.Rows;

    /// <inheritdoc/>
    public void Reveal(in Step step, in Rows rows, IChoices choose) =>
        choose.RevealLowest(rows, Count(step.Index, step.Masked.Length), Entropies.Entropy);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        SizeLimits.ExactlyOne("steps", options.Steps is not null, "perStep", options.PerStep is not null, problems);
        SizeLimits.Steps(options.Steps, shape, problems);
        SizeLimits.Size("perStep", options.PerStep, shape, problems);
    }

    private int Count(int step, int left) =>
        options.PerStep ?? BalancedSizes.At(step, options.Steps!.Value, left);
}
