namespace Unmask.Plugins.Metrics;

/// <summary>What sums over the sizes of a schedule need: its visits and the predictor's cross-entropy curve.</summary>
internal static class SizeError
{
    /// <summary>How they are computed: as a sum over the curve, exact.</summary>
    public const string Method = "curve";

    /// <summary>Whether both can be had.</summary>
    /// <remarks>For a schedule that looks at tokens the sums of LC do not apply: its revealed sets are not uniform of their size.</remarks>
    public static Feasibility Check(ICell cell)
    {
        if (Sampling.Needs(cell) is { Possible: false } missing)
        {
            return missing;
        }

        return cell.Find<ISizeLaw>() is null
            ? Feasibility.No("the schedule chooses positions, so the revealed sets are not uniform of their size and LC's sums over sizes do not apply. Try a schedule of sizes such as 'balanced', or 'kl' by replay")
            : cell.Check<SizeVisits>() + cell.Check<CrossEntropyCurve>();
    }
}
