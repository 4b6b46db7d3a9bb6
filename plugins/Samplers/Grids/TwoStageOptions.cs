using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of samplers on a grid whose steps have two stages.</summary>
/// <param name="Steps">The number of steps N.</param>
/// <param name="Theta">The part of a step that its first stage takes.</param>
/// <param name="Finish">What becomes of masks that are left at the end.</param>
/// <param name="Corrections">Gibbs moves after each step, of a process without a mask.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record TwoStageOptions(
    [Range(1, TimeGrid.MostSteps)][Description("number of steps N on the grid of times, each of two stages")] int Steps,
    [Range(0.01, 0.99)][Description("the part of a step that its first stage takes")] double Theta = 0.5,
    [Description("masks left at the end: fill draws them all at once from the predictor, or from the normalised score where there is none; leave keeps them")] Finish Finish = Finish.Fill,
    [Range(0, TimeGrid.MostSteps)][Description(GridOptions.CorrectionsHelp)] int Corrections = 0,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000)
{
    internal GridOptions Grid => new(Steps, Finish, Corrections, Samples);
}
