namespace Unmask;

/// <summary>A data law whose probability of a whole sequence can be computed.</summary>
public interface IJointLaw
{
    /// <summary><c>log p(x)</c> in nats, <c>−∞</c> where <c>p(x) = 0</c>. Thread-safe; allocates nothing once warm.</summary>
    /// <param name="x">Symbols 0…S−1, shape [L], no masks.</param>
    double LogProbability(ReadOnlySpan<int> x);
}
