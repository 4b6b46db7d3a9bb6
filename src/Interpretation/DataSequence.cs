using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>Draws sequences of a data law, and holds the law to its contract.</summary>
internal static class DataSequence
{
    /// <summary>Draws sequence number <paramref name="sample"/> of a seed: the same for everything that draws it.</summary>
    /// <exception cref="StepException">The law threw, or drew something that is no symbol.</exception>
    public static void Draw(IDataDistribution data, ulong seed, long sample, int states, Span<int> x, CancellationToken stop)
    {
        var stream = new RandomStream(seed, StreamPurpose.Data, sample);
        try
        {
            data.Sample(ref stream, x);
            if (x.IndexOfAnyExceptInRange(0, states - 1) is >= 0 and var wrong)
            {
                throw new ContractException($"drew a sequence with the symbol {x[wrong]}; symbols are 0 to {states - 1}", "data");
            }
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("data", $"data sequence {sample}", exception);
        }
    }
}
