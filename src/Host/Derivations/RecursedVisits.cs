using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>Where a size law goes, by recursion on (step, tokens revealed).</summary>
internal sealed class RecursedVisits : IDerivation<SizeVisits>
{
    public string Method => "curve";

    public Feasibility Check(ICell cell) => cell.Find<ISizeLaw>() is not null
        ? Feasibility.Costs(cell.Shape.Length)
        : Feasibility.No(cell.Find<ISchedule>() is null && cell.Find<ISampler>() is null
            ? "the pipeline has no section 'schedule'"
            : cell.Find<ISampler>() is { Revises: true }
                ? "the sampler changes tokens it has drawn, so no theorem about revealed positions applies"
                : $"the {(cell.Find<ISchedule>() is null ? "sampler" : "schedule")} chooses positions, not only sizes, so no theorem about uniform positions applies");

    public SizeVisits Derive(ICell cell, CancellationToken stop) =>
        SizeRecursion.Visits(cell.Find<ISizeLaw>()!, cell.Find<ISampler>() is { Idles: true }, cell.Shape.Length, stop);
}
