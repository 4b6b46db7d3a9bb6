namespace Unmask;

/// <summary>
/// Where a size law goes: every reachable pair (tokens revealed before a step, size of the step) with its expected number
/// of visits. Any sum over steps is a sum over visits: <c>E Σ_t f(w_t, s_t) = Σ expected · f(revealed, size)</c>. Steps that reveal nothing
/// are not listed.
/// </summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="All">The visits, in order of step, then of revealed, then of size.</param>
public sealed record SizeVisits(int Length, IReadOnlyList<SizeVisit> All)
{
    /// <summary>The visits of sizes that are certain, in reveal order.</summary>
    public static SizeVisits Of(IReadOnlyList<int> sizes)
    {
        var visits = new List<SizeVisit>(sizes.Count);
        var revealed = 0;
        foreach (var size in sizes)
        {
            visits.Add(new SizeVisit(visits.Count, revealed, size, 1));
            revealed += size;
        }

        return new SizeVisits(revealed, visits);
    }

    /// <summary>The expected number of steps that reveal something, <c>E T</c>.</summary>
    public double Steps => All.Sum(visit => visit.Probability);

    /// <summary>The largest size that has positive probability, <c>s_max</c>.</summary>
    public int Largest => All.Max(visit => visit.Size);

    /// <summary>The sizes in reveal order, if they are certain; null if they are random.</summary>
    public IReadOnlyList<int>? Certain { get; } =
        All.All(visit => visit.Probability == 1) ? [.. All.Select(visit => visit.Size)] : null;
}

/// <summary>One kind of step: that it happens at this index, from this many revealed, with this size.</summary>
/// <param name="Step">The step in reveal order, 0-based.</param>
/// <param name="Revealed">Tokens revealed before it, <c>w</c>.</param>
/// <param name="Size">Tokens it reveals, <c>s</c>.</param>
/// <param name="Probability">Its probability.</param>
public readonly record struct SizeVisit(int Step, int Revealed, int Size, double Probability);
