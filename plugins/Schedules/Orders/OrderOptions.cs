using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>How many positions a step of an order reveals: exactly one of the two.</summary>
/// <param name="Steps">The number of steps T, with balanced sizes.</param>
/// <param name="PerStep">A fixed number of positions a step.</param>
public sealed record OrderOptions(
    [Range(1, int.MaxValue)][Description("number of steps T with balanced sizes; or give perStep")] int? Steps = null,
    [Range(1, int.MaxValue)][Description("positions revealed by each step; or give steps")] int? PerStep = null)
{
    /// <summary>How many positions a step reveals; the last step takes what is left.</summary>
    /// <param name="step">The step.</param>
    internal int Count(in Step step) => Math.Min(PerStep ?? BalancedSizes.At(step.Index, Steps!.Value, step.Masked.Length), step.Masked.Length);

    /// <summary>Checks the options against the length.</summary>
    internal void Validate(Shape shape, Problems problems)
    {
        SizeLimits.ExactlyOne("steps", Steps is not null, "perStep", PerStep is not null, problems);
        SizeLimits.Steps(Steps, shape, problems);
        SizeLimits.Size("perStep", PerStep, shape, problems);
    }
}
