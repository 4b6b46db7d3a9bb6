using Unmask.Numerics;

namespace Unmask;

/// <summary>
/// The information curve <c>h(w) = E H(X_i | X_W)</c>, W uniform among sets of size w, i uniform outside W (T 1.2, T 1.6).
/// </summary>
/// <remarks>
/// Held as <c>h(0)</c> and the drops <c>h(0) − h(w)</c>: errors of schedules are sums of differences of drops, which keep
/// their relative precision where the entropies themselves are large. Units: nats. Immutable, so thread-safe.
/// </remarks>
public sealed class InformationCurve
{
    private readonly double[] _drops;

    /// <summary>Creates a curve.</summary>
    /// <param name="first"><c>h(0)</c>, the mean entropy of one token.</param>
    /// <param name="drops"><c>h(0) − h(w)</c> for w = 0…L−1; the first is 0, and they increase (Han).</param>
    /// <exception cref="ArgumentException"><paramref name="drops"/> is empty, does not start with 0, or holds NaN.</exception>
    public InformationCurve(double first, ReadOnlySpan<double> drops)
    {
        if (drops.IsEmpty || drops[0] != 0 || double.IsNaN(first))
        {
            throw new ArgumentException($"A curve starts with a drop of 0; got {(drops.IsEmpty ? "none" : drops[0].ToString("R", null))} and h(0) = {first}.", nameof(drops));
        }

        First = first;
        _drops = drops.ToArray();
    }

    /// <summary>A curve from its values <c>h(0), …, h(L−1)</c>.</summary>
    public static InformationCurve FromValues(ReadOnlySpan<double> values)
    {
        var drops = new double[values.Length];
        for (var w = 0; w < drops.Length; w++)
        {
            drops[w] = values[0] - values[w];
        }

        return new InformationCurve(values[0], drops);
    }

    /// <summary>The sequence length <c>L</c>.</summary>
    public int Length => _drops.Length;

    /// <summary><c>h(0)</c>.</summary>
    public double First { get; }

    /// <summary>The drops <c>h(0) − h(w) = (1/L) Σ_i E I(X_i; X∘W)</c>, shape [L].</summary>
    public ReadOnlySpan<double> Drops => _drops;

    /// <summary><c>h(w)</c>, w = 0…L−1.</summary>
    public double this[int w] => First - _drops[w];

    /// <summary><c>H(X) = Σ_w h(w)</c>.</summary>
    public double Entropy => (Length * First) - Sum.Of(_drops);

    /// <summary><c>Σ_i I(X_i; X_{−i}) = L (h(0) − h(L−1))</c>, the constant of LC (8).</summary>
    public double SumInformation => Length * _drops[^1];

    /// <summary>Total correlation <c>TC = Σ_w [h(0) − h(w)]</c>: the error of one step (T 1.12).</summary>
    public double TotalCorrelation => Sum.Of(_drops);

    /// <summary>Dual total correlation <c>DTC = Σ_w [h(w) − h(L−1)]</c> (T 1.12).</summary>
    public double DualTotalCorrelation
    {
        get
        {
            var sum = new Sum();
            foreach (var drop in _drops)
            {
                sum.Add(_drops[^1] - drop);
            }

            return sum.Value;
        }
    }
}
