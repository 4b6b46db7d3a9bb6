namespace Unmask.Plugins.Metrics;

/// <summary>A number read off one generated sequence.</summary>
/// <param name="tokens">The sequence, shape [L].</param>
/// <param name="calls">The predictor calls it took.</param>
internal delegate double SequenceStatistic(ReadOnlySpan<int> tokens, int calls);

/// <summary>The mean of a statistic over generated sequences, with its standard error (Welford; blocks merged as Chan et al.).</summary>
/// <remarks>Not thread-safe: one tally, one block.</remarks>
/// <param name="statistic">What is averaged; used by this tally alone.</param>
/// <param name="samples">The number of all sequences.</param>
internal sealed class MeanTally(SequenceStatistic statistic, long samples) : ITally
{
    private readonly SampleGroups _groups = new(samples);
    private double _squares;

    /// <summary>The number of sequences looked at.</summary>
    public long Count { get; private set; }

    /// <summary>The mean.</summary>
    public double Mean { get; private set; }

    /// <summary><c>√(s²/n)</c>, s² the unbiased variance.</summary>
    public double StandardError => Math.Sqrt(_squares / (Count - 1) / Count);

    /// <summary>The mean with its error and parts, once every sequence was added.</summary>
    public Estimated Value => new(Mean, StandardError) { Parts = _groups.Means };

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> tokens, int calls) => Add(Count, tokens, calls);

    /// <inheritdoc/>
    public void Add(long sample, ReadOnlySpan<int> tokens, int calls)
    {
        var value = statistic(tokens, calls);
        _groups.Add(sample, value);
        Count++;
        var difference = value - Mean;
        Mean += difference / Count;
        _squares += difference * (value - Mean);
    }

    /// <inheritdoc/>
    public void Merge(ITally later)
    {
        var other = (MeanTally)later;
        if (other.Count == 0)
        {
            return;
        }

        _groups.Merge(other._groups);
        var total = Count + other.Count;
        var difference = other.Mean - Mean;
        _squares += other._squares + (difference * difference * ((double)Count / total) * other.Count);
        Mean += difference * ((double)other.Count / total);
        Count = total;
    }
}
