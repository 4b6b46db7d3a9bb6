namespace Unmask.Testing;

/// <summary>Asks for rows of a batch of partly masked sequences: a predictor's, or a law's conditionals.</summary>
internal delegate void RowsOf(in Query query, Span<double> rows, CancellationToken stop);

/// <summary>Partly masked sequences with the positions to ask for in each, and the rows that were answered.</summary>
/// <param name="Shape">Length and vocabulary.</param>
/// <param name="Tokens">The sequences.</param>
/// <param name="Positions">The positions asked for, ascending within a sequence.</param>
/// <param name="Rows">By sequence and position, shape [S].</param>
internal sealed record Batch(Shape Shape, IReadOnlyList<int[]> Tokens, IReadOnlyList<int[]> Positions, double[][][] Rows)
{
    /// <summary>Asks for every masked position of every sequence.</summary>
    public static Batch Ask(RowsOf rows, Shape shape, IReadOnlyList<int[]> tokens) =>
        Ask(rows, shape, tokens, [.. tokens.Select(x => Sequences.MaskedPositions(shape, x))]);

    /// <summary>Asks for some positions.</summary>
    public static Batch Ask(RowsOf rows, Shape shape, IReadOnlyList<int[]> tokens, IReadOnlyList<int[]> positions)
    {
        var (flat, offsets) = (positions.SelectMany(own => own).ToArray(), new int[tokens.Count + 1]);
        for (var k = 0; k < tokens.Count; k++)
        {
            offsets[k + 1] = offsets[k] + positions[k].Length;
        }

        // NaN where nothing is written: a row that is left out cannot pass for one that is there.
        var values = new double[flat.Length * shape.States];
        Array.Fill(values, double.NaN);
        rows(new Query(shape, tokens.SelectMany(x => x).ToArray(), offsets, flat), values, CancellationToken.None);
        return new Batch(shape, tokens, positions, [.. tokens.Select((_, k) => positions[k].Select((_, n) => Row(offsets[k] + n)).ToArray())]);

        double[] Row(int number) => values[(number * shape.States)..((number + 1) * shape.States)];
    }

    /// <summary>Whether these are all partly masked sequences and all their masked positions.</summary>
    public bool IsComplete => Tokens.Count == Shape.MaskedSequences - Shape.Sequences;

    /// <summary>One sequence of them.</summary>
    public Batch Only(int k) => new(Shape, [Tokens[k]], [Positions[k]], [Rows[k]]);

    /// <summary>Every row with its place in words.</summary>
    public IEnumerable<(int[] Tokens, int Position, double[] Row, string Place)> All =>
        from k in Enumerable.Range(0, Tokens.Count)
        from n in Enumerable.Range(0, Positions[k].Length)
        select (Tokens[k], Positions[k][n], Rows[k][n], $"{Words.Of(Shape)}, tokens {Words.Tokens(Tokens[k], Shape.Mask)}, position {Positions[k][n]}");
}
