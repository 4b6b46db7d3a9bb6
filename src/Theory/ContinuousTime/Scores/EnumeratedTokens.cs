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
    public void Others(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < positions.Length; k++)
        {
            stop.ThrowIfCancellationRequested();
            var row = rows.Slice(k * _law.Space.Symbols, _law.Space.Symbols);
            Fibre(_others[positions[k]].Value, tokens, positions[k], row);
            if (!IsPossible(tokens) || !Matrices.Normalise(row))
            {
                _law.Marginals(0).AsSpan(positions[k] * row.Length, row.Length).CopyTo(row);
            }
        }
    }

    /// <inheritdoc/>
    public bool TryRatios(ReadOnlySpan<int> tokens, ReadOnlySpan<int> positions, Span<double> rows)
    {
        if (!IsPossible(tokens))
        {
            return false;
        }

        for (var k = 0; k < positions.Length; k++)
        {
            var row = rows.Slice(k * _law.Space.Symbols, _law.Space.Symbols);
            Fibre(_noisy.Value, tokens, positions[k], row);
            ScoreRatios.OfWeights(row, tokens[positions[k]]);
        }

        return true;
    }

    private bool IsPossible(ReadOnlySpan<int> tokens) => _noisy.Value[Number(tokens)] >= ReverseRates.LeastNormal;

    private double[] Table(TokenChannel channel, int without)
    {
        var table = new double[_law.Space.States];
        _law.Apply(channel.Kernel, without, table);
        return table;
    }

    private void Fibre(double[] table, ReadOnlySpan<int> tokens, int position, Span<double> row)
    {
        var stride = _law.Space.Stride(position);
        var first = Number(tokens) - (tokens[position] * stride);
        for (var v = 0; v < row.Length; v++)
        {
            row[v] = table[first + (v * stride)];
        }
    }

    private int Number(ReadOnlySpan<int> tokens)
    {
        var number = 0;
        foreach (var token in tokens)
        {
            number = (number * _law.Space.Symbols) + token;
        }

        return number;
    }
}
