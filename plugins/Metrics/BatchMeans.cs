namespace Unmask.Plugins.Metrics;

/// <summary>A statistic of a batch of generated sequences and one of as many data sequences.</summary>
/// <param name="generated">Shape [m, L].</param>
/// <param name="data">Shape [m, L].</param>
internal delegate double BatchStatistic(ReadOnlySpan<int> generated, ReadOnlySpan<int> data);

/// <summary>
/// A statistic of two samples of m sequences, averaged over disjoint batches of a larger sample. The batches are independent, so the standard error is theirs,
/// <c>√(s²/B)</c> with <c>B − 1</c> degrees of freedom, whatever the statistic's law.
/// </summary>
/// <param name="Value">The mean over batches with its standard error; its parts are means of equally many neighbouring batches, where their number allows it.</param>
/// <param name="Batches">The number of batches B, at least 2.</param>
/// <param name="Size">Sequences in each, m.</param>
internal readonly record struct BatchMeans(Estimated Value, int Batches, int Size)
{
    /// <summary>How many sequences of each law were looked at.</summary>
    public long Samples => (long)Batches * Size;

    /// <summary>The size of a batch: as asked for, or less, so that there are two.</summary>
    public static int SizeOf(long samples, int asked) => (int)Math.Min(asked, samples / 2);

    /// <summary>Averages over batches of generated sequences.</summary>
    /// <param name="cell">The cell; its data law is drawn from.</param>
    /// <param name="generated">Shape [n, L].</param>
    /// <param name="size">Sequences in a batch, m.</param>
    /// <param name="first">The number of the first data sequence.</param>
    /// <param name="statistic">What is averaged.</param>
    /// <param name="stop">Cancels.</param>
    public static BatchMeans Of(ICell cell, ReadOnlySpan<int> generated, int size, long first, BatchStatistic statistic, CancellationToken stop)
    {
        var length = cell.Shape.Length;
        var batches = generated.Length / length / size;
        var values = new double[batches];
        for (var b = 0; b < batches; b++)
        {
            values[b] = statistic(generated.Slice(b * size * length, size * length), DataDraws.Draw(cell, first + ((long)b * size), size, stop));
        }

        var average = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - average) * (value - average)) / (batches - 1) / batches);
        return new BatchMeans(new Estimated(average, error) { Parts = Parts(values) }, batches, size);
    }

    /// <summary>As many groups of equally many batches as there can be, or null where that is one.</summary>
    private static double[]? Parts(double[] values)
    {
        var groups = Enumerable.Range(1, SampleGroups.Most).Last(groups => values.Length % groups == 0);
        return groups < 2 ? null : [.. values.Chunk(values.Length / groups).Select(chunk => chunk.Average())];
    }
}
