namespace Unmask;

/// <summary>Means of a number over groups of neighbouring samples: what the error of a difference of two estimates needs that are of the same samples.</summary>
/// <remarks>
/// <para>The n samples fall into <c>G = min(n, 32)</c> groups, group k being those numbered from <c>⌊k n/G⌋</c> to <c>⌊(k + 1) n/G⌋ − 1</c>. Two cells of one
/// seed share the randomness of every sample, so the differences <c>d_k</c> of their group means are independent, and
/// <c>√(Σ_k n_k (d_k − d)² / (G − 1) / n)</c> is the standard error of the difference d of their means, with G − 1 degrees of freedom.</para>
/// <para>Not thread-safe: one for each block of samples; merged in the order of blocks, the means do not depend on threads.</para>
/// </remarks>
/// <param name="samples">The number n of all samples, at least 1.</param>
public sealed class SampleGroups(long samples)
{
    /// <summary>The most groups: enough for a standard error that is good to an eighth.</summary>
    public const int Most = 32;

    private readonly double[] _sums = new double[Count(samples)];

    /// <summary>The mean of each group, shape [G], once every sample was added; null where one is not finite.</summary>
    public IReadOnlyList<double>? Means
    {
        get
        {
            var means = new double[_sums.Length];
            for (var k = 0; k < means.Length; k++)
            {
                means[k] = _sums[k] / Size(k, samples);
            }

            return Array.TrueForAll(means, double.IsFinite) ? means : null;
        }
    }

    /// <summary>How many groups n samples make.</summary>
    public static int Count(long samples) => (int)Math.Min(samples, Most);

    /// <summary>The group of a sample, by its number from 0.</summary>
    /// <param name="sample">Its number, below <paramref name="samples"/>.</param>
    /// <param name="samples">The number of all samples.</param>
    public static int Of(long sample, long samples) => (int)((((Int128)(sample + 1) * Count(samples)) - 1) / samples);

    /// <summary>How many samples a group has.</summary>
    /// <param name="group">The group, from 0.</param>
    /// <param name="samples">The number of all samples.</param>
    public static long Size(int group, long samples) => First(group + 1, samples) - First(group, samples);

    /// <summary>Adds the number of one sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    /// <param name="value">The number whose mean is taken.</param>
    public void Add(long sample, double value) => _sums[Of(sample, samples)] += value;

    /// <summary>Adds what a later block has.</summary>
    public void Merge(SampleGroups later)
    {
        for (var k = 0; k < _sums.Length; k++)
        {
            _sums[k] += later._sums[k];
        }
    }

    private static long First(int group, long samples) => (long)((Int128)group * samples / Count(samples));
}
