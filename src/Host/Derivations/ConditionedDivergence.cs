using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>
/// The divergence of the output law by conditioning, <c>E_{x~p}[log p(x) − log p_Y(x)]</c> with the exact <c>p_Y(x)</c> of each sampled x:
/// unbiased, with a standard error, where the output law itself cannot be enumerated.
/// </summary>
internal sealed class ConditionedDivergence : IDerivation<MarginalDivergence>
{
    /// <summary>The most outcomes that are followed for all sequences together.</summary>
    private const double OutcomeLimit = 1e9;

    /// <summary>What an outcome costs, in elementary operations.</summary>
    private const double OutcomeCost = 100;

    /// <summary>An estimate of the outcomes may be too low by this factor.</summary>
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

        var outcomes = Outcomes(cell);
        var total = outcomes.Cost * cell.Samples;
        return !outcomes.Possible ? outcomes
            : total > OutcomeLimit ? Feasibility.No(
                $"about {outcomes.Cost:G3} outcomes would have to be followed for each of {cell.Samples} sequences (at most {OutcomeLimit:G1} for all){Advice(outcomes.Cost!.Value)}")
            : Feasibility.Costs(total!.Value * OutcomeCost);
    }

    public MarginalDivergence Derive(ICell cell, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        var joint = data.Find<IJointLaw>()!;
        var rule = Sampling.Rule(cell);
        var outcomes = Math.Max(1, Outcomes(cell).Cost ?? 1);
        var total = default(Moments);
        string? impossible = null;
        SampleBlocks.Run(
            cell.Samples,
            () => new SequenceConditioning(rule, (int)Math.Clamp(1e5 / outcomes, 1, 256), Slack * OutcomeLimit / cell.Samples),
            (conditioning, first, count) => Block(conditioning, data, joint, cell.Seed, first, count, stop),
            block =>
            {
                total += block.Moments;
                impossible ??= block.Impossible;
            },
            stop);
        return impossible is null
            ? new MarginalDivergence(total.Mean, total.StandardError, cell.Samples)
            : new MarginalDivergence(double.PositiveInfinity, null, cell.Samples, $"the sequence {impossible} can occur in the data and cannot be generated");
    }

    /// <summary>The outcomes of one sequence: <c>Σ_(w,s) C(L,w) C(L−w,s)</c> over the visited pairs of a size law.</summary>
    private static Feasibility Outcomes(ICell cell) => Sampling.Outcomes(
        cell,
        visits => LeafCount.Of(new Shape(cell.Shape.Length, 1), visits),
        forecast => forecast.Conditioned);

    private static string Advice(double outcomes) =>
        outcomes < OutcomeLimit / 100 ? $"; \"samples\": {Math.Floor(OutcomeLimit / outcomes)} is within reach" : "";

    private static (Moments Moments, string? Impossible) Block(
        SequenceConditioning conditioning, IDataDistribution data, IJointLaw joint, ulong seed, long first, int count, CancellationToken stop)
    {
        var moments = default(Moments);
        string? impossible = null;
        for (var done = 0; done < count; done += conditioning.Capacity)
        {
            var batch = Math.Min(conditioning.Capacity, count - done);
            for (var k = 0; k < batch; k++)
            {
                DataSequence.Draw(data, seed, first + done + k, data.Shape.States, conditioning.Given(k), stop);
            }

            conditioning.Run(batch, stop);
            for (var k = 0; k < batch; k++)
            {
                var log = conditioning.LogProbability(k);
                impossible ??= double.IsNegativeInfinity(log) ? $"({string.Join(", ", conditioning.Given(k).ToArray())})" : null;
                moments += Moments.Of(JointLaws.LogProbability(joint, conditioning.Given(k)) - log);
            }
        }

        return (moments, impossible);
    }
}
