namespace Unmask.Plugins.Metrics;

/// <summary>What sums over the sizes of a schedule need: its visits and the predictor's cross-entropy curve, exact or estimated.</summary>
internal static class SizeError
{
    /// <summary>How they are computed from an exact curve: as a sum over it, exact.</summary>
    public const string Method = "curve";

    /// <summary>Whether the visits and the exact curve can be had.</summary>
    public static Feasibility Check(ICell cell) => Sizes(cell) + cell.Check<CrossEntropyCurve>();

    /// <summary>Whether the visits and a curve by this method can be had.</summary>
    public static Feasibility Check(ICell cell, CurveMethod method)
    {
        if (Sizes(cell) is { Possible: false } sizes)
        {
            return sizes;
        }

        var exact = cell.Check<CrossEntropyCurve>();
        var estimated = cell.Check<EstimatedCurve>();
        return method switch
        {
            CurveMethod.Exact => exact,
            CurveMethod.Samples => estimated,
            _ => exact.Possible ? exact : estimated.Possible ? estimated : Feasibility.No($"{exact.Reason?.TrimEnd('.')}; by samples: {estimated.Reason?.TrimEnd('.')}"),
        };
    }

    /// <summary>Whether the exact curve is taken.</summary>
    public static bool IsExact(ICell cell, CurveMethod method) => method != CurveMethod.Samples && Check(cell).Possible;

    /// <summary>Whether an estimate tells h and c − h apart: the law knows its curve or its conditionals.</summary>
    public static Feasibility Separates(ICell cell) => cell.Check<InformationCurve>().Possible || cell.Find<IDataDistribution>()!.Find<IConditionalLaw>() is not null
        ? Feasibility.Costs(0)
        : Feasibility.No("the data law has neither its curve nor its conditionals, so the predictor's part of the error cannot be told apart. Try 'elbo'");

    /// <remarks>For a schedule that looks at tokens the sums of LC do not apply: its revealed sets are not uniform of their size.</remarks>
    private static Feasibility Sizes(ICell cell)
    {
        if (Sampling.Needs(cell) is { Possible: false } missing)
        {
            return missing;
        }

        return cell.Find<ISampler>() is { Revises: true }
            ? Feasibility.No("the sampler changes tokens it has drawn, so LC's sums over sizes do not apply to it. Try 'kl.marginal' or 'tv'")
            : cell.Find<ISizeLaw>() is null
            ? Feasibility.No($"the {(cell.Find<ISchedule>() is null ? "sampler" : "schedule")} chooses positions, so the revealed sets are not uniform of their size and LC's sums over sizes do not apply. Try a schedule of sizes such as 'balanced', or 'kl' by replay")
            : cell.Check<SizeVisits>();
    }
}
