using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>What the derivations that run a sampler have in common.</summary>
internal static class Sampling
{
    /// <summary>The cell's sampler with what it draws from.</summary>
    public static SamplingRule Rule(ICell cell) => new(cell.Shape, cell.Find<ISampler>()!, cell.Find<IMaskPredictor>() ?? NoPredictor.Instance)
    {
        Score = cell.Find<IScoreEstimator>(),
        Prior = Prior(cell),
    };

    /// <summary>Whether the cell has a sampler and what it draws from.</summary>
    public static Feasibility Check(ICell cell) => cell.Find<ISampler>() is { } own && (own.Observes == Observes.Scores || own.Find<ILawSource>() is not null)
        ? Feasibility.Costs(0)
        : cell.Find<IMaskPredictor>() is null
        ? Feasibility.No("the pipeline has no section 'predictor'")
        : cell.Find<ISampler>() is null
            ? Feasibility.No("the pipeline has no section 'schedule'")
            : cell.Find<ISampler>()!.Observes == Observes.Rows && (double)cell.Shape.Length * cell.Shape.States > PredictionBatch.MostProbabilities
                ? Feasibility.No($"the schedule looks at the predictions of all {cell.Shape.Length} positions, of {cell.Shape.States} symbols each; at most {PredictionBatch.MostProbabilities} probabilities are held")
                : Feasibility.Costs(0);

    /// <summary>The law of each token at the start; null if they are all masked.</summary>
    private static double[]? Prior(ICell cell)
    {
        if (cell.Find<IForwardProcess>() is not { } process || process.HasMask(cell.Shape))
        {
            return null;
        }

        var prior = new double[cell.Shape.States];
        process.Prior(cell.Shape.States, prior);
        return prior;
    }

    /// <summary>Whether all sequences can be listed.</summary>
    public static Feasibility CheckSequences(Shape shape) => shape.Sequences > EnumeratedDataLaw.Limit
        ? Feasibility.No($"{SpaceSize.Sequences(shape)} are too many to enumerate (at most {EnumeratedDataLaw.Limit:0})")
        : Feasibility.Costs(0);

    /// <summary>The outcomes that are followed from state to state, if they are few enough.</summary>
    public static Feasibility CheckLeaves(ICell cell)
    {
        if (cell.Find<ISampler>() is { IsContinuous: true })
        {
            return Feasibility.No($"the sampler {PathChoices.Continuous}");
        }

        var sequences = CheckSequences(cell.Shape);
        var leaves = sequences.Possible ? Outcomes(cell, visits => LeafCount.Of(cell.Shape, visits), forecast => forecast.Outcomes) : sequences;
        return !leaves.Possible ? leaves
            : leaves.Cost > TokenWalk.LeafLimit ? Feasibility.No($"about {leaves.Cost:G3} outcomes would have to be followed (at most {TokenWalk.LeafLimit:G1})")
            : Feasibility.Costs(leaves.Cost!.Value * 10);
    }

    /// <summary>The sums over sets of a sampler that reveals uniformly random ones; null of any other, or where its sizes cannot be had.</summary>
    public static SetSums? SetSums(ICell cell)
    {
        try
        {
            return cell.Check<SetSums>().Possible ? cell.Derive<SetSums>(CancellationToken.None).Value : null;
        }
        catch (Exception)
        {
            // A size law that throws or breaks its contract does so again where its outcomes are counted, and is named there.
            return null;
        }
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
