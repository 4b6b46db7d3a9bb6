using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>
/// The divergence of the output law by conditioning, <c>E_{x~p}[log p(x) − log p_Y(x)]</c> with the exact <c>p_Y(x)</c> of each sampled x:
/// unbiased, with a standard error, where the output law itself cannot be enumerated (T 1.16).
/// </summary>
internal sealed class ConditionedDivergence : IDerivation<MarginalDivergence>
{
    /// <summary>The most elementary operations for all sequences together: some minutes.</summary>
    private const double CostLimit = 2e11;

    /// <summary>What an outcome costs where the plugin is run for each path.</summary>
    private const double PathCost = 500;

    /// <summary>What an outcome, and what predicting one partly masked sequence, costs in sums over sets.</summary>
    private const double SumCost = 4, PredictionCost = 500;

    /// <summary>Outcomes that are foretold may be too few by this factor.</summary>
    private const double Slack = 10;

    public string Method => "condition";

    public bool Estimates => true;

    public Feasibility Check(ICell cell)
    {
        var sampling = Sampling.Check(cell);
        if (!sampling.Possible)
        {
            return sampling;
        }

        if (cell.Find<ISampler>()!.Revises)
        {
            return Feasibility.No($"the sampler {SequenceConditioning.RevisionRefusal}");
        }

        if (cell.Find<IDataDistribution>()?.Find<IJointLaw>() is null)
        {
            return Feasibility.No("the data law cannot compute the probability of a sequence");
        }

        var (outcomes, each) = Sampling.SetSums(cell) is { } sums
            ? (sums.Outcomes(ofOne: true), Feasibility.Costs((SumCost * sums.Outcomes(ofOne: true)) + (PredictionCost * sums.Predictions(ofOne: true))))
            : Paths(cell) is { Possible: true } paths ? (paths.Cost!.Value, Feasibility.Costs(PathCost * paths.Cost!.Value)) : (0, Paths(cell));
        var cost = each.Cost * cell.Samples;
        return !each.Possible || cost <= CostLimit ? each with { Cost = cost } : Feasibility.No(
            $"about {outcomes:G3} outcomes would have to be followed for each of {cell.Samples} sequences, {cost:G3} operations (at most {CostLimit:G1})"
            + (each.Cost < CostLimit / 100 ? $"; \"samples\": {Math.Floor(CostLimit / each.Cost!.Value):0} is within reach" : ""));
    }

    public MarginalDivergence Derive(ICell cell, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        var joint = data.Find<IJointLaw>()!;
        var total = new SampleMean(cell.Samples);
        string? impossible = null;
        SampleBlocks.Run(
            cell.Samples,
            Walks(cell),
            (walk, first, count) => Block(walk, data, joint, cell, first, count, stop),
            block =>
            {
                total.Merge(block.Mean);
                impossible ??= block.Impossible;
            },
            stop);
        return impossible is null
            ? new MarginalDivergence(total.Value.Value, total.Value.StandardError, cell.Samples) { Parts = total.Value.Parts }
            : new MarginalDivergence(double.PositiveInfinity, null, cell.Samples, $"the sequence {impossible} can occur in the data and cannot be generated");
    }

    /// <summary>What makes a walk, with as many sequences together as are worth it and keep its memory below some 64 MB.</summary>
    private static Func<IConditioning> Walks(ICell cell)
    {
        var rule = Sampling.Rule(cell);
        if (Sampling.SetSums(cell) is { } sums)
        {
            return () => new SetConditioning(rule, sums.Transitions, Together(8e6 / sums.MostWeights(ofOne: true)));
        }

        var outcomes = Math.Max(1, Paths(cell).Cost ?? 1);
        return () => new SequenceConditioning(rule, Together(1e5 / outcomes), Slack * CostLimit / PathCost / cell.Samples);

        static int Together(double most) => 1 << (int)Math.Log2(Math.Clamp(most, 1, 256));
    }

    /// <summary>The outcomes of one sequence, equal sets merged.</summary>
    private static Feasibility Paths(ICell cell) => Sampling.Outcomes(
        cell, visits => LeafCount.Of(new Shape(cell.Shape.Length, 1), visits), forecast => forecast.Conditioned);

    private static (SampleMean Mean, string? Impossible) Block(
        IConditioning walk, IDataDistribution data, IJointLaw joint, ICell cell, long first, int count, CancellationToken stop)
    {
        var mean = new SampleMean(cell.Samples);
        string? impossible = null;
        for (var done = 0; done < count; done += walk.Capacity)
        {
            var batch = Math.Min(walk.Capacity, count - done);
            for (var k = 0; k < batch; k++)
            {
                DataSequence.Draw(data, cell.Seed, first + done + k, data.Shape.States, walk.Given(k), stop);
            }

            walk.Run(batch, stop);
            for (var k = 0; k < batch; k++)
            {
                var log = walk.LogProbability(k);
                impossible ??= double.IsNegativeInfinity(log) ? $"({string.Join(", ", walk.Given(k).ToArray())})" : null;
                mean.Add(first + done + k, JointLaws.LogProbability(joint, walk.Given(k)) - log);
            }
        }

        return (mean, impossible);
    }
}
