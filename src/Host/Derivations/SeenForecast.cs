using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>How many outcomes a sampler has, seen along a few generated sequences.</summary>
internal sealed class SeenForecast : IDerivation<Forecast>
{
    public string Method => "samples";

    public Feasibility Check(ICell cell) => Sampling.Check(cell);

    public Forecast Derive(ICell cell, CancellationToken stop) => Forecast.Of(Sampling.Rule(cell), stop);
}
