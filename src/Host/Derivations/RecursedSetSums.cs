using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The sums over sets of a size law, from its visits.</summary>
internal sealed class RecursedSetSums : IDerivation<SetSums>
{
    public string Method => "curve";

    /// <remarks>A step that looks at rows asks for them whether it reveals anything or not, so its calls are not those of the sizes.</remarks>
    public Feasibility Check(ICell cell) => cell.Shape.Length > SetWalk.Longest
        ? Feasibility.No($"sums over sets of {cell.Shape.Length} positions are too large (at most {SetWalk.Longest})")
        : cell.Find<ISampler>() is { Observes: Observes.Nothing or Observes.Tokens }
            ? cell.Check<SizeVisits>()
            : Feasibility.No("the sampler looks at rows");

    public SetSums Derive(ICell cell, CancellationToken stop)
    {
        var visits = cell.Derive<SizeVisits>(stop).Value;
        return new SetSums(cell.Shape, SizeTransition.Of(visits), visits.Steps);
    }
}
