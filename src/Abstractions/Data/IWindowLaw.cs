namespace Unmask;

/// <summary>A data law whose marginal on neighbouring positions can be computed.</summary>
public interface IWindowLaw
{
    /// <summary>The law of <c>(X_start, …, X_{start+length−1})</c>, a marginal of the law. Thread-safe.</summary>
    /// <param name="start">First position, 0-based.</param>
    /// <param name="length">Number of positions, at least 1; <c>start + length ≤ L</c>.</param>
    /// <param name="law">Receives the probabilities, shape [S^length], row-major: the first position is slowest.</param>
    void Window(int start, int length, Span<double> law);
}
