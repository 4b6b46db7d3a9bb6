using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of samplers on a grid of times.</summary>
/// <param name="Steps">The number of steps N.</param>
/// <param name="Finish">What becomes of masks that are left at the end.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record GridOptions(
    [Range(1, TimeGrid.MostSteps)][Description("number of steps N on the grid of times")] int Steps,
    [Description("masks left at the end: fill draws them all at once from the predictor, or from the normalised score where there is none; leave keeps them")] Finish Finish = Finish.Fill,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);
