using System.Runtime.ExceptionServices;

namespace Unmask.Interpretation;

/// <summary>Runs work over sample indices in blocks of fixed size, on all cores, and merges the results in order of block.</summary>
/// <remarks>The blocks and the order of merging do not depend on the number of threads, so sums are the same on one core or eight.</remarks>
internal static class SampleBlocks
{
    private const int UsualLength = 256;

    /// <summary>Folds a function of blocks of sample indices.</summary>
    /// <param name="samples">How many samples.</param>
    /// <param name="worker">Makes a worker; each belongs to one thread at a time and is reused.</param>
    /// <param name="block">Computes the result of samples <c>first … first + count − 1</c>.</param>
    /// <param name="merge">Receives the results in order of block, never two at once.</param>
    /// <param name="stop">Cancels between blocks.</param>
    /// <param name="blockLength">How many samples a block has.</param>
    /// <param name="workers">Workers of an earlier call, to be reused; receives those of this one.</param>
    /// <remarks>What a block throws is thrown on, that of the first block that failed.</remarks>
    public static void Run<TWorker, TResult>(
        long samples, Func<TWorker> worker, Func<TWorker, long, int, TResult> block, Action<TResult> merge, CancellationToken stop, int blockLength = UsualLength,
        Stack<TWorker>? workers = null)
    {
        var blocks = (samples + blockLength - 1) / blockLength;
        var threads = (int)Math.Min(Environment.ProcessorCount, blocks);
        workers ??= new Stack<TWorker>();
        var wave = (long)threads * 8;
        for (var start = 0L; start < blocks; start += wave)
        {
            var results = new TResult[Math.Min(wave, blocks - start)];
            var failures = new ExceptionDispatchInfo?[results.Length];
            var from = start;
            Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, (b, loop) =>
            {
                try
                {
                    var (mine, first) = (Take(), (from + b) * blockLength);
                    results[b] = block(mine, first, (int)Math.Min(blockLength, samples - first));
                    Return(mine);
                }
                catch (Exception exception)
                {
                    // Blocks below this one still run, so that the first failure does not depend on the threads.
                    failures[b] = ExceptionDispatchInfo.Capture(exception);
                    loop.Break();
                }
            });
            Array.Find(failures, failure => failure is not null)?.Throw();
            foreach (var result in results)
            {
                merge(result);
            }
        }

        TWorker Take()
        {
            lock (workers)
            {
                return workers.Count > 0 ? workers.Pop() : worker();
            }
        }

        void Return(TWorker mine)
        {
            lock (workers)
            {
                workers.Push(mine);
            }
        }
    }
}
