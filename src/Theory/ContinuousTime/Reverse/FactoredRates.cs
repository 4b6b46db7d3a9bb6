using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>Rates of a score that is the exact one times a factor of position and symbol: products of operators on tokens.</summary>
/// <remarks>
/// With <c>z_i(y) = p_t(y) f_t(i, y_i)</c> and <c>g = λ/p_t</c>: forward <c>Σ_i z_i ∘ Q_i g − g ∘ Q_iᵀ z_i</c>, backward <c>p_t⁻¹ ∘ Σ_i [Q_iᵀ(z_i ∘ φ) − φ ∘ Q_iᵀ z_i]</c>
/// (the diagonals of Q cancel). O(d n^d) for a process that resets tokens.
/// </remarks>
/// <param name="law">The forward laws.</param>
/// <param name="total"><c>B(T)</c>.</param>
/// <param name="factors">The factors.</param>
internal sealed class FactoredRates(ForwardLaw law, double total, ITokenFactors factors) : ReverseRates(law, total)
{
    private readonly TokenSpace _space = law.Space;
    private readonly TokenProcess _process = law.Process;
    private readonly double[] _factors = new double[law.Space.Length * law.Space.Symbols];
    private readonly double[] _weighted = new double[law.Space.States];
    private readonly double[] _image = new double[law.Space.States];
    private readonly double[] _relative = new double[law.Space.States];
    private readonly double[] _product = new double[law.Space.States];

    /// <inheritdoc/>
    public override void Move(NoiseLevel level)
    {
        base.Move(level);
        factors.Factors(level, _factors);
        foreach (var factor in _factors)
        {
            if (!(factor >= 0) || double.IsInfinity(factor))
            {
                throw new InvalidOperationException($"Expected score factors that are finite and at least 0; got {factor} at time {level.Time}.");
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<double> law, Span<double> change)
    {
        change.Clear();
        Elementwise.Multiply(law, Inverse, _relative);
        for (var i = 0; i < _space.Length; i++)
        {
            Weigh(i, static factor => factor);
            _process.Generator.Apply(_space, i, _relative, _product);
            _process.Transposed.Apply(_space, i, _weighted, _image);
            Elementwise.AddDifference(_weighted, _product, _relative, _image, change);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<double> observable, Span<double> change)
    {
        change.Clear();
        for (var i = 0; i < _space.Length; i++)
        {
            Weigh(i, static factor => factor);
            AddDifferences(i, observable, change);
        }

        Elementwise.Multiply(change, Inverse, change);
    }

    /// <inheritdoc/>
    public override void Exit(Span<double> rates)
    {
        rates.Clear();
        for (var i = 0; i < _space.Length; i++)
        {
            Weigh(i, static factor => factor);
            _process.Jumps.Apply(_space, i, _weighted, _image);
            for (var x = 0; x < rates.Length; x++)
            {
                rates[x] += Inverse[x] * Math.Max(0, _image[x]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Attribute(ReadOnlySpan<double> observable, Span<double> positions)
    {
        for (var i = 0; i < _space.Length; i++)
        {
            Weigh(i, static factor => 1 - factor);
            Array.Clear(_relative);
            AddDifferences(i, observable, _relative);
            positions[i] = Sum.Of(_relative);
        }
    }

    /// <inheritdoc/>
    protected override void AddLosses(Span<double> densities)
    {
        var (n, marginals) = (_space.Symbols, Forwards.Marginals(Level.Integrated));
        for (var k = 0; k < marginals.Length; k++)
        {
            var flow = marginals[k] * _process.Leaving[k % n];
            if (flow > 0)
            {
                var error = Math.Abs(1 - _factors[k]);
                Note(_factors[k]);
                densities[LossDensity.ScoreEntropy] += flow * Entropy(_factors[k]);
                densities[LossDensity.WeightedRatio] += flow * error * error;
                densities[LossDensity.Cubic] += flow * error * error * error;
            }
        }

        for (var i = 0; i < _space.Length; i++)
        {
            Weigh(i, static factor => Math.Abs(1 - factor));
            Elementwise.Multiply(_weighted, _weighted, _weighted);
            densities[LossDensity.WeightedScoreMatching] += Jumps(i, Inverse) / 2;
            Weigh(i, static _ => 1);
            Elementwise.Multiply(_weighted, _weighted, _weighted);
            densities[LossDensity.Squares] += Jumps(i, Inverse) / 2;
            if (Conditioning.Length > 0 && double.IsInfinity(densities[LossDensity.ScoreEntropy]))
            {
                densities[LossDensity.Conditioned] = double.PositiveInfinity;
            }
            else if (Conditioning.Length > 0)
            {
                // A factor of 0 is left only where the data never has the symbol.
                Weigh(i, static factor => factor == 0 ? 0 : Entropy(factor));
                densities[LossDensity.Conditioned] += Jumps(i, Conditioning);
            }
        }
    }

    private static double Entropy(double factor) => Logarithms.Gap(factor - 1);

    /// <summary><c>Σ_x c(x) Σ_{v≠x_i} Q(v, x_i) z(x_{i→v})</c>.</summary>
    private double Jumps(int position, double[] coefficients)
    {
        _process.Jumps.Apply(_space, position, _weighted, _image);
        var sum = new Sum();
        for (var x = 0; x < _image.Length; x++)
        {
            if (coefficients[x] != 0)
            {
                sum.Add(coefficients[x] * Math.Max(0, _image[x]));
            }
        }

        return sum.Value;
    }

    private void AddDifferences(int position, ReadOnlySpan<double> observable, Span<double> into)
    {
        Elementwise.Multiply(_weighted, observable, _product);
        _process.Transposed.Apply(_space, position, _product, _product);
        _process.Transposed.Apply(_space, position, _weighted, _image);
        Elementwise.AddScaled(1, _product, into);
        Elementwise.Multiply(observable, _image, _image);
        Elementwise.AddScaled(-1, _image, into);
    }

    private void Weigh(int position, Func<double, double> of)
    {
        var (n, stride) = (_space.Symbols, _space.Stride(position));
        Span<double> weights = n <= 256 ? stackalloc double[n] : new double[n];
        for (var v = 0; v < n; v++)
        {
            // No forward jump leaves the mask, so no score leads to it.
            weights[v] = _process.Leaving[v] == 0 ? 0 : of(_factors[(position * n) + v]);
        }

        for (var first = 0; first < Law.Length;)
        {
            for (var v = 0; v < n; v++, first += stride)
            {
                Elementwise.Scale(weights[v], Law.AsSpan(first, stride), _weighted.AsSpan(first, stride));
            }
        }
    }
}
