namespace Unmask.Theory;

/// <summary>
/// The generator of the approximate reverse chain at one moment, per unit of B: <c>Q̃←(x, y) = Q(y, x) s̃_t(x)_y</c> for y that differs from x in one token (K (16)).
/// </summary>
/// <remarks>
/// States with <c>p_t(x)</c> below the least normal number count as unreachable: the exact score there is 0. Not thread-safe: holds one moment's numbers.
/// </remarks>
/// <param name="law">The forward laws.</param>
/// <param name="total"><c>B(T)</c>, for the law conditioned on the prior.</param>
internal abstract class ReverseRates(ForwardLaw law, double total)
{
    /// <summary>The least normal number: smaller probabilities have lost digits.</summary>
    public const double LeastNormal = 2.2250738585072014e-308;

    private readonly double[] _law = new double[law.Space.States];
    private readonly double[] _inverse = new double[law.Space.States];
    private readonly double[] _conditioning = new double[law.Process.Absorbing >= 0 ? law.Space.States : 0];

    /// <summary>The forward laws.</summary>
    public ForwardLaw Forwards { get; } = law;

    /// <summary>The moment.</summary>
    public NoiseLevel Level { get; private set; }

    /// <summary>The least and the largest <c>s̃/s</c> seen on the support by <see cref="Densities"/>.</summary>
    public (double Least, double Largest) Ratios { get; private set; } = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary><c>p_t</c>.</summary>
    protected double[] Law => _law;

    /// <summary><c>1/p_t</c>, 0 where unreachable.</summary>
    protected double[] Inverse => _inverse;

    /// <summary><c>P(X_T = m | X_t = x) / p_T(m)</c>, of each state; empty where the prior is not all on one symbol. Valid after <see cref="Condition"/>.</summary>
    protected double[] Conditioning => _conditioning;

    /// <summary>Goes to a moment.</summary>
    public virtual void Move(NoiseLevel level)
    {
        Level = level;
        Forwards.At(level.Integrated, _law);
        for (var x = 0; x < _law.Length; x++)
        {
            _inverse[x] = _law[x] < LeastNormal ? 0 : 1 / _law[x];
        }
    }

    /// <summary><c>change(y) = Σ_x law(x) Q̃←(x, y)</c>, the diagonal included: what a law of the reverse chain changes by (K (15)).</summary>
    public abstract void Forward(ReadOnlySpan<double> law, Span<double> change);

    /// <summary><c>change(x) = Σ_y Q̃←(x, y) φ(y)</c>, the diagonal included: what the expectation of an observable changes by (K (18)).</summary>
    public abstract void Backward(ReadOnlySpan<double> observable, Span<double> change);

    /// <summary>The rate <c>Σ_{y≠x} Q̃←(x, y)</c> at which each state is left.</summary>
    public abstract void Exit(Span<double> rates);

    /// <summary>Of each position i, <c>Σ_x p_t(x) Σ_v (φ(x_{i→v}) − φ(x)) Q(v, x_i) (s − s̃)_t(x)_{i→v}</c>: the integrand of K (27).</summary>
    public abstract void Attribute(ReadOnlySpan<double> observable, Span<double> positions);

    /// <summary>The integrands of the losses, in the order of <see cref="LossDensity"/>.</summary>
    public void Densities(Span<double> densities)
    {
        densities.Clear();
        Condition();
        AddLosses(densities);
        var (process, marginals) = (Forwards.Process, Forwards.Marginals(Level.Integrated));
        for (var k = 0; k < marginals.Length; k++)
        {
            densities[LossDensity.Leaving] += marginals[k] * process.Leaving[k % process.Symbols];
            densities[LossDensity.Entering] += marginals[k] * process.Entering[k % process.Symbols];
        }
    }

    /// <summary>Adds the integrands of the losses.</summary>
    protected abstract void AddLosses(Span<double> densities);

    /// <summary>Takes note of a ratio <c>s̃/s</c> on the support.</summary>
    protected void Note(double ratio) => Ratios = (Math.Min(Ratios.Least, ratio), Math.Max(Ratios.Largest, ratio));

    private void Condition()
    {
        var mask = Forwards.Process.Absorbing;
        if (mask < 0)
        {
            return;
        }

        // Noise beyond 1000 makes no difference to any kernel.
        var left = Math.Min(total, 1e3) - Math.Min(Level.Integrated, 1e3);
        Forwards.Product(Forwards.Process.Arrivals(left, mask), _conditioning);
        var norm = 0.0;
        for (var x = 0; x < _law.Length; x++)
        {
            norm += _law[x] * _conditioning[x];
        }

        for (var x = 0; x < _law.Length; x++)
        {
            _conditioning[x] /= norm;
        }
    }
}
