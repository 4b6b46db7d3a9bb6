namespace Unmask.Plugins.Samplers;

/// <summary>The number of positions revealed by a step that reveals each masked one by itself with the same probability.</summary>
/// <param name="reveal">The probability of each step.</param>
internal sealed class BinomialSizes(double[] reveal) : ISizeLaw
{
    /// <summary><c>law[k−1] = C(n, k) q^k (1−q)^{n−k}</c>, by its ratios from the likeliest number on, so that nothing underflows to 0 in all.</summary>
    public int Sizes(int step, int left, Span<double> law)
    {
        var q = reveal[step];
        law[..left].Clear();
        if (q is 0 or 1)
        {
            law[left - 1] = q;
            return q == 0 ? 0 : left;
        }

        var odds = q / (1 - q);
        var likeliest = Math.Min((int)((left + 1) * q), left);
        var (none, total, largest) = (likeliest == 0 ? 1.0 : 0, 1.0, likeliest);
        if (likeliest > 0)
        {
            law[likeliest - 1] = 1;
        }

        var weight = 1.0;
        for (var k = likeliest; k > 0 && weight > 0; k--)
        {
            weight *= k / ((left - k + 1) * odds);
            total += weight;
            if (k == 1)
            {
                none = weight;
            }
            else
            {
                law[k - 2] = weight;
            }
        }

        weight = 1;
        for (var k = likeliest; k < left && weight > 0; k++)
        {
            weight *= (left - k) * odds / (k + 1);
            total += weight;
            law[k] = weight;
            largest = weight > 0 ? k + 1 : largest;
        }

        foreach (ref var probability in law[..largest])
        {
            probability /= total;
        }

        return none / total == 1 ? 0 : largest;
    }
}
