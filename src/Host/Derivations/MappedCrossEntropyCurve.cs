namespace Unmask.Host.Derivations;

/// <summary>
/// The cross-entropy curve of a predictor that distorts the exact conditionals row by row, averaged exactly over all masks
/// by the data law; for the exact predictor it is the information curve.
/// </summary>
internal sealed class MappedCrossEntropyCurve : IDerivation<CrossEntropyCurve>
{
    public string Method => "curve";

    public Feasibility Check(ICell cell)
    {
        var curve = cell.Check<InformationCurve>();
        if (!curve.Possible || cell.Find<IMaskPredictor>() is not { } predictor)
        {
            return curve.Possible ? Feasibility.No("the pipeline has no section 'predictor'") : curve;
        }

        if (predictor.Find<ICrossEntropyExcess>() is not null || predictor.Find<IRowMap>() is { IsIdentity: true })
        {
            return curve;
        }

        return predictor.Find<IRowMap>() is null
            ? Feasibility.No("the predictor is not a row-by-row distortion of the exact conditionals, so no curve is known in closed form")
            : cell.Find<IDataDistribution>()!.Find<IMappedCurve>()?.MappedCost is { } cost
                ? curve + Feasibility.Costs(cost)
                : Feasibility.No("the data law cannot average a distorted predictor over all masks at this size");
    }

    public CrossEntropyCurve Derive(ICell cell, CancellationToken stop)
    {
        var information = cell.Derive<InformationCurve>(stop).Value;
        var predictor = cell.Find<IMaskPredictor>()!;
        if (predictor.Find<ICrossEntropyExcess>() is { } known)
        {
            return new CrossEntropyCurve(information, known.Excess(information));
        }

        var map = predictor.Find<IRowMap>()!;
        return map.IsIdentity
            ? CrossEntropyCurve.Optimal(information)
            : new CrossEntropyCurve(information, cell.Find<IDataDistribution>()!.Find<IMappedCurve>()!.Excess(map, stop));
    }
}
