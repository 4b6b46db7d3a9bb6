namespace Unmask.Plugins.Metrics;

/// <summary>The entropy of the symbol frequencies within one sequence, <c>−Σ_v (n_v/L) log(n_v/L)</c>, nats.</summary>
/// <remarks>Keeps a row of counts, so not thread-safe; allocates nothing per sequence.</remarks>
/// <param name="states">The number of symbols, a mask that is left among them.</param>
internal sealed class SymbolEntropy(int states)
{
    private readonly int[] _counts = new int[states];

    /// <summary>The entropy of one sequence, shape [L].</summary>
    public double Of(ReadOnlySpan<int> tokens)
    {
        foreach (var symbol in tokens)
        {
            _counts[symbol]++;
        }

        var sum = 0.0;
        foreach (var symbol in tokens)
        {
            var share = (double)_counts[symbol] / tokens.Length;
            sum -= share > 0 ? share * Math.Log(share) : 0;
            _counts[symbol] = 0;
        }

        return sum;
    }
}
