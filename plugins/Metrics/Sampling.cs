namespace Unmask.Plugins.Metrics;

/// <summary>Whether sequences can be generated, for metrics that estimate.</summary>
internal static class Sampling
{
    /// <summary>The number of sequences as the cost, or the section that is missing.</summary>
    public static Feasibility Check(ICell cell) =>
        cell.Find<ISampler>() is not null
            ? Feasibility.Costs((double)cell.Samples * cell.Shape.Length)
            : Feasibility.No("an estimate from generated sequences needs a sampler: add \"sampler\": \"ancestral\"");
}
