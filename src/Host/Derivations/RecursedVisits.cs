using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>Where a size law goes, by recursion on (step, tokens revealed).</summary>
internal sealed class RecursedVisits : IDerivation<SizeVisits>
{
    public string Method => "curve";

    public Feasibility Check(ICell cell) => cell.Find<ISizeLaw>() is not null
        ? Feasibility.Costs(cell.Shape.Length)
        : Feasibility.No(cell.Find<ISchedule>() is null
            ? "the pipeline has no section 'schedule'"
            : "the schedule chooses positions, not only sizes, so no theorem about uniform positions applies");

    public SizeVisits Derive(ICell cell, CancellationToken stop) =>
        SizeRecursion.Visits(cell.Find<ISizeLaw>()!, cell.Shape.Length, stop);
}
