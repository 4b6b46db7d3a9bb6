using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>A number of a replayed sequence.</summary>
/// <param name="x">The data sequence, shape [L].</param>
/// <param name="log"><c>log p_Y0|ω(x)</c> along the choices that were drawn.</param>
internal delegate double ReplayedValue(ReadOnlySpan<int> x, double log);

/// <summary>The moments of a number over replayed data sequences (T 1.8), the same on any number of threads.</summary>
internal static class ReplayedMoments
{
    /// <summary>Replays the cell's number of sequences.</summary>
    /// <returns>The moments, and the first position where a possible token is given probability 0, or −1.</returns>
    public static (Moments Moments, int Impossible) Of(ICell cell, ReplayedValue value, CancellationToken stop)
    {
        var data = cell.Find<IDataDistribution>()!;
        var rule = Sampling.Rule(cell);
        var seed = cell.Seed;
        var total = default(Moments);
        var impossible = -1;
        SampleBlocks.Run(
            cell.Samples,
            () => new Replaying(rule, data, seed),
            (replaying, first, count) => Block(replaying, value, first, count, stop),
            block =>
            {
                total += block.Moments;
                impossible = impossible < 0 ? block.Impossible : impossible;
            },
            stop);
        return (total, impossible);
    }

    /// <summary>Why a value is infinite.</summary>
    public static string Note(int impossible) => $"a possible token is given probability 0, first at position {impossible}";

    private static (Moments Moments, int Impossible) Block(Replaying replaying, ReplayedValue value, long first, int count, CancellationToken stop)
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
                moments += Moments.Of(value(replaying.Given(k), replaying.LogProbability(k)));
            }
        }

        return (moments, impossible);
    }
}
