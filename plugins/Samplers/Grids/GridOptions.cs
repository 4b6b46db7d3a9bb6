using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of samplers on a grid of times.</summary>
/// <param name="Steps">The number of steps N.</param>
/// <param name="Finish">What becomes of masks that are left at the end.</param>
/// <param name="Corrections">Gibbs moves after each step, of a process without a mask.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record GridOptions(
    [Range(1, TimeGrid.MostSteps)][Description("number of steps N on the grid of times")] int Steps,
    [Description("masks left at the end: fill draws them all at once from the predictor, or from the normalised score where there is none; leave keeps them")] Finish Finish = Finish.Fill,
    [Range(0, TimeGrid.MostSteps)][Description(GridOptions.CorrectionsHelp)] int Corrections = 0,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000)
{
    /// <summary>What the option says of itself, wherever it is one.</summary>
    internal const string CorrectionsHelp =
        "without a mask only: Gibbs moves after each step but the last, each a uniformly random position drawn anew given all others at the time that the step has come to; the exact score leaves p_t as it is";
}
