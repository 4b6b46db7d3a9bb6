using Unmask.Numerics;

namespace Unmask.Plugins.Metrics;

/// <summary>Data sequences to compare generated ones with, drawn by the cell's seed: the same for every metric.</summary>
internal static class DataDraws
{
    /// <summary>Draws the sequences <c>first … first + count − 1</c>.</summary>
    /// <returns>Shape [count, L], on the symbols of data.</returns>
    public static int[] Draw(ICell cell, long first, int count, CancellationToken stop)
    {
        var (data, length) = (cell.Find<IDataDistribution>()!, cell.Shape.Length);
        var tokens = new int[count * length];
        for (var k = 0; k < count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var random = new RandomStream(cell.Seed, StreamPurpose.Data, first + k);
            var x = tokens.AsSpan(k * length, length);
            data.Sample(ref random, x);
            if (x.IndexOfAnyExceptInRange(0, cell.Shape.States - 1) is >= 0 and var wrong)
            {
                throw new InvalidOperationException($"The data law drew a sequence with the symbol {x[wrong]}; symbols are 0 to {cell.Shape.States - 1}.");
            }
        }

        return tokens;
    }
}
