namespace Unmask.Theory;

/// <summary>A capability of a data law: it is read token by token with a finite memory, in some order of its positions.</summary>
/// <remarks>With it, posteriors and scores under a process without a mask are exact at any length (T 2.8). Thread-safe.</remarks>
public interface IFiniteMemory
{
    /// <summary>The law of the tokens in the order in which they are read; made when first asked for.</summary>
    ITransferLaw Memory { get; }

    /// <summary>The position in the sequence of the i-th token that is read.</summary>
    /// <param name="i">0 to L − 1.</param>
    int Place(int i) => i;

    /// <summary>Whether tokens are read in another order than they stand in the sequence.</summary>
    bool Reorders => false;
}
