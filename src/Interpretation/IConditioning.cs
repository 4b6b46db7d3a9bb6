namespace Unmask.Interpretation;

/// <summary>The <i>condition</i> interpretation: the exact probability <c>p_Y(x)</c> of given sequences, several at a time (T 1.16).</summary>
/// <remarks>A sequence's result does not depend on those it is run with. Not thread-safe.</remarks>
internal interface IConditioning
{
    /// <summary>How many sequences are run together at most.</summary>
    int Capacity { get; }

    /// <summary>Where sequence <paramref name="k"/> is written before <see cref="Run"/>.</summary>
    Span<int> Given(int k);

    /// <summary>Finds the probabilities of the first <paramref name="count"/> sequences.</summary>
    /// <exception cref="OutOfReachException">There are too many outcomes.</exception>
    void Run(int count, CancellationToken stop);

    /// <summary><c>log p_Y(x)</c> of sequence <paramref name="k"/>; <c>−∞</c> if it cannot be generated.</summary>
    double LogProbability(int k);
}
