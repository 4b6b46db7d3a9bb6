namespace Unmask.Host.Derivations;

/// <summary>The information curve, as the data law knows it.</summary>
internal sealed class OwnInformationCurve : IDerivation<InformationCurve>
{
    public string Method => "curve";

    public Feasibility Check(ICell cell) => Source(cell) is null
        ? Feasibility.No("the data law does not know its information curve")
        : Feasibility.Costs((double)cell.Shape.Length * cell.Shape.Length);

    public InformationCurve Derive(ICell cell, CancellationToken stop) => Source(cell)!.Curve(stop);

    private static IInformationCurve? Source(ICell cell) => cell.Find<IDataDistribution>()?.Find<IInformationCurve>();
}
