namespace Unmask.Host.Conditioning;

/// <summary>Tokens that are given, and the free positions between them: how sequences of free tokens stand in full ones.</summary>
/// <remarks>Immutable, so thread-safe.</remarks>
internal sealed class GivenTokens
{
    private readonly int[] _tokens, _positions;

    /// <summary>Creates the tokens.</summary>
    /// <param name="full">The shape of a full sequence.</param>
    /// <param name="tokens">The given tokens, and the mask where the position is free; shape [L].</param>
    public GivenTokens(Shape full, int[] tokens)
    {
        Full = full;
        _tokens = tokens;
        _positions = [.. Enumerable.Range(0, full.Length).Where(i => tokens[i] == full.Mask)];
        Free = full with { Length = _positions.Length };
    }

    /// <summary>The shape of a full sequence.</summary>
    public Shape Full { get; }

    /// <summary>The shape of what is generated: as many tokens as there are free positions, over the same symbols.</summary>
    public Shape Free { get; }

    /// <summary>The given tokens, and the mask where the position is free; shape [L].</summary>
    public ReadOnlySpan<int> Tokens => _tokens;

    /// <summary>The free positions, ascending.</summary>
    public ReadOnlySpan<int> Positions => _positions;

    /// <summary>Writes the full sequence of some free tokens, which may be masks.</summary>
    /// <param name="free">Shape [free positions].</param>
    /// <param name="full">Receives shape [L].</param>
    public void Insert(ReadOnlySpan<int> free, Span<int> full)
    {
        _tokens.CopyTo(full);
        for (var k = 0; k < free.Length; k++)
        {
            full[_positions[k]] = free[k];
        }
    }
}
