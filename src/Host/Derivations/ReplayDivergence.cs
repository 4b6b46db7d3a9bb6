using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>
/// The order-averaged divergence by replay, <c>E_{x,ω}[log p(x) − log p_Y0|ω(x)]</c> over sampled x and ω: unbiased, with a
/// standard error, any length (T 1.8).
/// </summary>
internal sealed class ReplayDivergence : IDerivation<OrderedDivergence>
{
    public string Method => "replay";

    public bool Estimates => true;

    public Feasibility Check(ICell cell) => Replays.Check(cell)
        + (cell.Find<IDataDistribution>()?.Find<IJointLaw>() is null
            ? Feasibility.No("the data law cannot compute the probability of a sequence")
            : Feasibility.Costs((double)cell.Samples * cell.Shape.Length * cell.Shape.States * (cell.Find<ISampler>()?.Observes is Observes.Rows or Observes.EveryRow ? cell.Shape.Length : 1)));

    public OrderedDivergence Derive(ICell cell, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        var joint = data.Find<IJointLaw>()!;
        var rule = Sampling.Rule(cell);
        var samples = cell.Samples;
        var total = default(Moments);
        var impossible = -1;
        SampleBlocks.Run(
            samples,
            () => new Replaying(rule, data, cell.Seed),
            (replaying, first, count) => Block(replaying, joint, first, count, stop),
            block =>
            {
                total += block.Moments;
                impossible = impossible < 0 ? block.Impossible : impossible;
            },
            stop);
        return impossible >= 0
            ? new OrderedDivergence(double.PositiveInfinity, null, null, samples, $"a possible token is given probability 0, first at position {impossible}")
            : new OrderedDivergence(total.Mean, null, total.StandardError, samples);
    }

    private static (Moments Moments, int Impossible) Block(Replaying replaying, IJointLaw joint, long first, int count, CancellationToken stop)
    {
        var moments = default(Moments);
        var impossible = -1;
        for (var done = 0; done < count; done += replaying.Capacity)
        {
            var batch = Math.Min(replaying.Capacity, count - done);
            replaying.Replay(first + done, batch, stop);
            impossible = impossible < 0 ? replaying.FirstImpossible : impossible;
            for (var k = 0; k < batch; k++)
            {
                moments += Moments.Of(JointLaws.LogProbability(joint, replaying.Given(k)) - replaying.LogProbability(k));
            }
        }

        return (moments, impossible);
    }
}
