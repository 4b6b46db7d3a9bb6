namespace Unmask;

/// <summary>A batch of partly masked sequences and the positions to predict in each.</summary>
/// <remarks>Valid only during the call it is passed to.</remarks>
public readonly ref struct Query
{
    private readonly ReadOnlySpan<int> _tokens, _offsets, _positions;

    /// <summary>Creates a query of <c>n</c> sequences.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="tokens">Symbols 0…S−1, the mask is S; shape [n × L].</param>
    /// <param name="offsets">Where the positions of each sequence start; shape [n + 1], the last is their total number.</param>
    /// <param name="positions">Masked positions, ascending within a sequence.</param>
    public Query(Shape shape, ReadOnlySpan<int> tokens, ReadOnlySpan<int> offsets, ReadOnlySpan<int> positions)
    {
        Shape = shape;
        _tokens = tokens;
        _offsets = offsets;
        _positions = positions;
    }

    /// <summary>Length and vocabulary.</summary>
    public Shape Shape { get; }

    /// <summary>The number of sequences <c>n</c>.</summary>
    public int Count => _offsets.Length - 1;

    /// <summary>The number of positions asked for, over all sequences: the number of rows.</summary>
    public int Rows => _offsets[^1];

    /// <summary>The tokens of sequence <paramref name="k"/>, shape [L].</summary>
    public ReadOnlySpan<int> Tokens(int k) => _tokens.Slice(k * Shape.Length, Shape.Length);

    /// <summary>The positions asked for in sequence <paramref name="k"/>, ascending.</summary>
    public ReadOnlySpan<int> Positions(int k) => _positions[_offsets[k].._offsets[k + 1]];

    /// <summary>The part of the output that belongs to sequence <paramref name="k"/>, shape [its positions × S].</summary>
    public Span<double> RowsOf(int k, Span<double> rows) =>
        rows[(_offsets[k] * Shape.States)..(_offsets[k + 1] * Shape.States)];
}
