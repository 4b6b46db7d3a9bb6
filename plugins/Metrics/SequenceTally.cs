namespace Unmask.Plugins.Metrics;

/// <summary>Keeps the sequences themselves, in their order, for distances between samples. Not thread-safe: one tally, one block.</summary>
/// <param name="length">Sequence length L.</param>
internal sealed class SequenceTally(int length) : ITally
{
    private readonly List<int> _tokens = [];

    /// <summary>The most tokens that are kept.</summary>
    public const double MostTokens = 1 << 27;

    /// <summary>The sequences, one after the other, shape [n, L].</summary>
    public ReadOnlySpan<int> Tokens => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tokens);

    /// <summary>Whether so many sequences can be kept, one operation a token.</summary>
    public static Feasibility Check(ICell cell) => (double)cell.Samples * cell.Shape.Length is var tokens && tokens <= MostTokens
        ? Feasibility.Costs(tokens)
        : Feasibility.No($"{cell.Samples} sequences of {cell.Shape.Length} tokens are more than the {MostTokens:G2} tokens that are kept; ask for fewer \"samples\"");

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<int> tokens, int calls) => _tokens.AddRange(tokens[..length]);

    /// <inheritdoc/>
    public void Merge(ITally later) => _tokens.AddRange(((SequenceTally)later)._tokens);
}
