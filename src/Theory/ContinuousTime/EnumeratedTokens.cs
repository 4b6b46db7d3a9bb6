namespace Unmask.Theory;

/// <summary>Tokens of a law that is enumerated, at one moment: <c>p_t</c> as a table, and where it is asked for, the same without the noise of one position.</summary>
/// <remarks>Tables are computed when first needed, each once. Thread-safe.</remarks>
internal sealed class EnumeratedTokens : INoisyTokens
{
    private readonly ForwardLaw _law;
    private readonly Lazy<double[]> _noisy;
    private readonly Lazy<double[]>[] _others;

    /// <summary>Prepares a moment; nothing is computed yet.</summary>
    public EnumeratedTokens(ForwardLaw law, TokenChannel channel)
    {
        _law = law;
        _noisy = new(() => Table(channel, -1));
        _others = [.. Enumerable.Range(0, law.Space.Length).Select(i => new Lazy<double[]>(() => Table(channel, i)))];
    }

    /// <inheritdoc/>
    public bool TryOthers(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        var possible = true;
        for (var k = 0; possible && k < positions.Length; k++)
        {
            stop.ThrowIfCancellationRequested();
            var row = rows.Slice(k * _law.Space.Symbols, _law.Space.Symbols);
            Fibre(_others[positions[k]].Value, tokens, positions[k], row);
            possible = Largest(row) >= ReverseRates.LeastNormal && Matrices.Normalise(row);
        }

        return possible;
    }

    /// <inheritdoc/>
    public void Marginals(ReadOnlySpan<int> positions, Span<double> rows)
    {
        var (marginals, n) = (_law.Marginals(0), _law.Space.Symbols);
        for (var k = 0; k < positions.Length; k++)
        {
            marginals.AsSpan(positions[k] * n, n).CopyTo(rows[(k * n)..]);
        }
    }

    /// <inheritdoc/>
    public bool? TryWeights(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows)
    {
        var n = _law.Space.Symbols;
        for (var k = 0; k < positions.Length; k++)
        {
            Fibre(_noisy.Value, tokens, positions[k], rows.Slice(k * n, n));
        }

        return positions.IsEmpty || rows[tokens[positions[0]]] >= ReverseRates.LeastNormal;
    }

    private static double Largest(ReadOnlySpan<double> row)
    {
        var largest = 0.0;
        foreach (var value in row)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private double[] Table(TokenChannel channel, int without)
    {
        var table = new double[_law.Space.States];
        _law.Apply(channel.Kernel, without, table);
        return table;
    }

    private void Fibre(double[] table, ReadOnlySpan<int> tokens, int position, Span<double> row)
    {
        var (first, stride) = (0, _law.Space.Stride(position));
        for (var i = 0; i < tokens.Length; i++)
        {
            first += i == position ? 0 : tokens[i] * _law.Space.Stride(i);
        }

        for (var v = 0; v < row.Length; v++)
        {
            row[v] = table[first + (v * stride)];
        }
    }
}
