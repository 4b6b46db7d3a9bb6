using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>With what probability a revealed position is masked again.</summary>
public enum RemaskStrategy
{
    /// <summary>A fixed one, as far as it is possible.</summary>
    Cap,

    /// <summary>A fixed part of the largest that is possible.</summary>
    Rescale,

    /// <summary>The largest that is possible, shared out among the positions by how uncertain each was when it was revealed.</summary>
    Confidence,

    /// <summary>A fixed one during a loop at a fixed survival; before and after it, none.</summary>
    Loop,
}

/// <summary>Options of <see cref="Remask"/>.</summary>
/// <param name="Steps">The number of steps N.</param>
/// <param name="Strategy">How likely a revealed position is masked again.</param>
/// <param name="Eta">The strategy's scale.</param>
/// <param name="TOn">Where the loop begins.</param>
/// <param name="TOff">Where the loop ends.</param>
/// <param name="SurvivalOn">The survival during the loop.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record RemaskOptions(
    [Range(1, TimeGrid.MostSteps)][Description("number of steps N of the grid, even in t")] int Steps,
    [Description("the probability σ that a revealed position is masked again: cap, at most eta; rescale, eta times the largest possible; confidence, eta times that, shared out by confidence; loop, eta in a loop at fixed survival")] RemaskStrategy Strategy = RemaskStrategy.Cap,
    [Range(0.0, 1.0)][Description("the scale of σ; needed but for confidence, where it is 1 if absent")] double? Eta = null,
    [Range(0.0, 1.0)][Description("loop only: the part of time left where it begins; 0.55 if absent")] double? TOn = null,
    [Range(0.0, 1.0)][Description("loop only: the part of time left where it ends, less than tOn; 0.05 if absent")] double? TOff = null,
    [Range(0.0, 1.0)][Description("loop only: the survival exp(-B) that it stays at (the paper's alpha_on); 0.9 if absent")] double? SurvivalOn = null,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000)
{
    internal double LoopFrom => TOn ?? 0.55;

    internal double LoopTo => TOff ?? 0.05;

    internal double LoopSurvival => SurvivalOn ?? 0.9;

    /// <summary>Checks what depends on the strategy and the noise.</summary>
    internal void Validate(INoiseSchedule noise, Problems problems)
    {
        if (Eta is null && Strategy != RemaskStrategy.Confidence)
        {
            problems.Add("eta", $"got none; with the strategy '{Name}' it is needed: {(Strategy == RemaskStrategy.Rescale ? "the part of the largest possible probability" : "the probability that a revealed position is masked again")}, such as 0.02.");
        }

        if (Strategy != RemaskStrategy.Loop)
        {
            foreach (var (option, given) in new[] { ("tOn", TOn), ("tOff", TOff), ("survivalOn", SurvivalOn) }.Where(pair => pair.Item2 is not null))
            {
                problems.Add(option, $"got {given} with the strategy '{Name}'; expected it with \"strategy\": \"loop\" only.");
            }

            return;
        }

        if (!(LoopTo > 0 && LoopTo < LoopFrom && LoopFrom < 1))
        {
            problems.Add(TOn is not null ? "tOn" : "tOff", $"got a loop from tOn = {LoopFrom} to tOff = {LoopTo}; time runs down, so expected 0 < tOff < tOn < 1.");
        }

        if (!(LoopSurvival > noise.Survival(noise.End) && LoopSurvival < 1))
        {
            problems.Add("survivalOn", $"got {LoopSurvival}; expected a survival between that at the end of the noise, {noise.Survival(noise.End):G3}, and 1.");
        }
    }

    private string Name => $"{char.ToLowerInvariant($"{Strategy}"[0])}{$"{Strategy}"[1..]}";
}
