using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>The divergence of a sampler from a data law by replayed sequences (T 1.8).</summary>
internal static class Replayed
{
    /// <summary>The moments of <c>log p(x) − log p_Y0|ω(x)</c> over sequences 0, …, count − 1.</summary>
    public static Moments Divergence(SamplingRule rule, IDataDistribution data, ulong seed, long count, CancellationToken stop)
    {
        var (joint, replaying, moments) = (data.Find<IJointLaw>()!, new Replaying(rule, data, seed), default(Moments));
        for (var first = 0L; first < count; first += replaying.Capacity)
        {
            var batch = (int)Math.Min(replaying.Capacity, count - first);
            replaying.Replay(first, batch, stop);
            for (var k = 0; k < batch; k++)
            {
                moments += Moments.Of(joint.LogProbability(replaying.Given(k)) - replaying.LogProbability(k));
            }
        }

        return moments;
    }
}
