using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>What the derivations that run a sampler have in common.</summary>
internal static class Sampling
{
    /// <summary>The cell's sampler with its predictor.</summary>
    public static SamplingRule Rule(ICell cell) => new(cell.Shape, cell.Find<ISampler>()!, cell.Find<IMaskPredictor>()!);

    /// <summary>Whether the cell has a sampler and a predictor.</summary>
    public static Feasibility Check(ICell cell) => cell.Find<IMaskPredictor>() is null
        ? Feasibility.No("the pipeline has no section 'predictor'")
        : cell.Find<ISampler>() is null
            ? Feasibility.No("the pipeline has no section 'schedule'")
            : cell.Find<ISampler>()!.Observes == Observes.Rows && (double)cell.Shape.Length * cell.Shape.States > PredictionBatch.MostProbabilities
                ? Feasibility.No($"the schedule looks at the predictions of all {cell.Shape.Length} positions, of {cell.Shape.States} symbols each; at most {PredictionBatch.MostProbabilities} probabilities are held")
                : Feasibility.Costs(0);

    /// <summary>The outcomes an enumeration follows, if they are few enough.</summary>
    public static Feasibility CheckLeaves(ICell cell)
    {
        var shape = cell.Shape;
        if (shape.Sequences > EnumeratedDataLaw.Limit)
        {
            return Feasibility.No($"{SpaceSize.Sequences(shape)} are too many to enumerate (at most {EnumeratedDataLaw.Limit:0})");
        }

        var leaves = Outcomes(cell, visits => LeafCount.Of(shape, visits), forecast => forecast.Outcomes);
        return !leaves.Possible ? leaves
            : leaves.Cost > TokenWalk.LeafLimit ? Feasibility.No($"about {leaves.Cost:G3} outcomes would have to be followed (at most {TokenWalk.LeafLimit:G1})")
            : Feasibility.Costs(leaves.Cost!.Value * 10);
    }

    /// <summary>A number of outcomes: counted of a size law, seen along a few sequences of any other sampler.</summary>
    public static Feasibility Outcomes(ICell cell, Func<SizeVisits, double> counted, Func<Forecast, double> seen)
    {
        try
        {
            return Feasibility.Costs(cell.Check<SizeVisits>().Possible
                ? counted(cell.Derive<SizeVisits>(CancellationToken.None).Value)
                : seen(cell.Derive<Forecast>(CancellationToken.None).Value));
        }
        catch (StepException)
        {
            // A plugin that throws does so again where its cell is measured, and is named there.
            return Feasibility.Costs(0);
        }
        catch (Exception exception)
        {
            return Feasibility.No($"the outcomes cannot be counted: {exception.Message}");
        }
    }
}
