namespace Unmask;

/// <summary>A forward process that corrupts each token by itself: a continuous-time chain on symbols (K section 2).</summary>
/// <remarks>
/// Time enters only through <c>B(t) = ∫_0^t β</c>, so a process is given at unit rate. Thread-safe.
/// </remarks>
[Section("process")]
public interface IForwardProcess : ICapable
{
    /// <summary>The number of symbols a token can have under this process: S, or S+1 when the mask is one of them.</summary>
    /// <param name="states">Vocabulary size S.</param>
    int Symbols(int states);

    /// <summary>The generator at unit rate, row = from, column = to; rows sum to 0, off the diagonal no rate is negative.</summary>
    /// <param name="states">Vocabulary size S.</param>
    /// <param name="generator">Receives rates, shape [n × n], n = <see cref="Symbols"/>.</param>
    void Generator(int states, Span<double> generator);

    /// <summary>
    /// The transition kernel <c>k_B = exp(B·generator)</c>, row = from, column = to; rows sum to 1, <c>k_0</c> is the identity and
    /// <c>k_A k_B = k_{A+B}</c>.
    /// </summary>
    /// <param name="states">Vocabulary size S.</param>
    /// <param name="b">The integrated rate <c>B ≥ 0</c>.</param>
    /// <param name="kernel">Receives probabilities, shape [n × n].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is negative or NaN.</exception>
    void Kernel(int states, double b, Span<double> kernel);

    /// <summary>The law of one token at the end of time: all mask, or uniform. The kernel leaves it as it is, and every row tends to it.</summary>
    /// <param name="states">Vocabulary size S.</param>
    /// <param name="prior">Receives probabilities, shape [n].</param>
    void Prior(int states, Span<double> prior);
}
