namespace Unmask;

/// <summary>
/// The cross-entropy curve of a predictor, <c>c(w) = E[−log p̂_i(X_i | X_W)]</c>, W uniform among sets of size w,
/// i uniform outside W (T 1.2).
/// </summary>
/// <remarks>
/// Held beside the information curve as the excess <c>c(w) − h(w) = E KL(p*_i ‖ p̂_i) ≥ 0</c>, so that
/// <c>ε_train = Σ_t s_t [c(w_t) − h(w_t)]</c> (LC (7)) loses nothing to cancellation. Units: nats. Immutable, so thread-safe.
/// </remarks>
public sealed class CrossEntropyCurve
{
    private readonly double[] _excess;

    /// <summary>Creates a curve.</summary>
    /// <param name="information">The information curve h of the same data law.</param>
    /// <param name="excess"><c>c(w) − h(w)</c> for w = 0…L−1, each at least 0; <c>+∞</c> is allowed, NaN is not.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an excess is NaN.</exception>
    public CrossEntropyCurve(InformationCurve information, ReadOnlySpan<double> excess)
    {
        if (excess.Length != information.Length)
        {
            throw new ArgumentException($"Expected {information.Length} values of c(w) − h(w), got {excess.Length}.", nameof(excess));
        }

        foreach (var value in excess)
        {
            if (double.IsNaN(value))
            {
                throw new ArgumentException("A value of c(w) − h(w) is NaN.", nameof(excess));
            }
        }

        Information = information;
        _excess = excess.ToArray();
    }

    /// <summary>The curve of the optimal predictor, <c>c = h</c>.</summary>
    public static CrossEntropyCurve Optimal(InformationCurve information) => new(information, new double[information.Length]);

    /// <summary>The information curve h.</summary>
    public InformationCurve Information { get; }

    /// <summary><c>c(w) − h(w)</c>, shape [L].</summary>
    public ReadOnlySpan<double> Excess => _excess;

    /// <summary>Why values computed from the curve may be infinite; null where it is finite.</summary>
    public string? Note => _excess.AsSpan().IndexOf(double.PositiveInfinity) is >= 0 and var first
        ? $"the predictor gives probability 0 to a possible token, first when {first} tokens are revealed"
        : null;

    /// <summary>The sequence length <c>L</c>.</summary>
    public int Length => _excess.Length;

    /// <summary><c>c(w)</c>, w = 0…L−1.</summary>
    public double this[int w] => Information[w] + _excess[w];
}
