namespace Unmask.Host.Runs;

/// <summary>One generated sequence, and how it came about.</summary>
/// <param name="Sample">Its number: with the seed it fixes every random choice.</param>
/// <param name="Tokens">The sequence, shape [L]; S stands for a mask that was left.</param>
/// <param name="Text">The full sequence in the data's alphabet, with the tokens that are given and □ for a mask; null if it has no alphabet.</param>
/// <param name="Moves">The changes of its positions, in the order they were made.</param>
internal sealed record Draw(long Sample, IReadOnlyList<int> Tokens, string? Text, IReadOnlyList<Move> Moves)
{
    /// <summary>The text of every symbol that occurs, where the data has an alphabet.</summary>
    public IReadOnlyDictionary<int, string> Alphabet { get; init; } = new Dictionary<int, string>();
}

/// <summary>A position that changed.</summary>
/// <param name="Step">The sampler's step, from 0; −1 for the start from the prior, where there is no mask.</param>
/// <param name="Position">The position, from 0.</param>
/// <param name="Symbol">What it became; S for masked again.</param>
/// <param name="Entropy">The entropy, in nats, of the law that the symbol was drawn from; null where it was not drawn from one.</param>
internal readonly record struct Move(int Step, int Position, int Symbol, double? Entropy);
