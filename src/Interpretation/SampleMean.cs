namespace Unmask.Interpretation;

/// <summary>The mean of a number over samples, with its standard error and the means of groups of samples. Not thread-safe: one for each block.</summary>
/// <param name="samples">The number of all samples.</param>
internal sealed class SampleMean(long samples)
{
    private readonly SampleGroups _groups = new(samples);

    /// <summary>Count, mean and squares of what was added.</summary>
    public Moments Moments { get; private set; }

    /// <summary>The mean, once every sample was added.</summary>
    public Estimated Value => new(Moments.Mean, Moments.StandardError) { Parts = _groups.Means };

    /// <summary>Adds the number of one sample.</summary>
    public void Add(long sample, double value)
    {
        Moments += Moments.Of(value);
        _groups.Add(sample, value);
    }

    /// <summary>Adds what a later block has.</summary>
    public void Merge(SampleMean later)
    {
        Moments += later.Moments;
        _groups.Merge(later._groups);
    }
}
