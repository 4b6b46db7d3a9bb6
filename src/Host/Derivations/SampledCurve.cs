using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>The cross-entropy curve of any predictor on any data law, at any length, estimated along random orders of data sequences (T 1.13).</summary>
/// <remarks>Uses what is known exactly: the information curve, so that only the excess is estimated, and the law's conditionals.</remarks>
internal sealed class SampledCurve : IDerivation<EstimatedCurve>
{
    private const double Limit = 1e13;

    public string Method => "samples";

    public bool Estimates => true;

    public Feasibility Check(ICell cell)
    {
        var (length, states) = cell.Shape;
        var data = cell.Find<IDataDistribution>()!;
        var predictor = cell.Find<IMaskPredictor>();
        if (predictor is null && data.Find<IConditionalLaw>() is null)
        {
            return Feasibility.No("the pipeline has no section 'predictor', and the data law does not have conditionals of its own");
        }

        if ((double)length * states > PredictionBatch.MostProbabilities)
        {
            return Feasibility.No($"a curve is estimated from the predictions of all {length} positions, of {states} symbols each; at most {PredictionBatch.MostProbabilities} probabilities are held");
        }

        var probabilities = CurveTask.Of(cell.Shape, data, predictor, null).RowsAsked * cell.Samples * (length * (length + 1.0) / 2) * states;
        return probabilities > Limit
            ? Feasibility.No($"{cell.Samples} sequences of {length} tokens, masked in {length} ways each, ask for {probabilities:G3} probabilities (at most {Limit:0}); fewer \"samples\" may do, since each gives the whole curve")
            : Feasibility.Costs(probabilities) + (cell.Check<InformationCurve>() is { Possible: true } known ? known : Feasibility.Costs(0));
    }

    public EstimatedCurve Derive(ICell cell, CancellationToken stop)
    {
        var known = cell.Check<InformationCurve>().Possible ? cell.Derive<InformationCurve>(stop).Value : null;
        var task = CurveTask.Of(cell.Shape, cell.Find<IDataDistribution>()!, cell.Find<IMaskPredictor>(), known);
        return CurveEstimation.Run(task, cell.Seed, cell.Samples, stop);
    }
}
