using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>Adds each pair of states' part of the integrands of the losses, in the order of <see cref="LossDensity"/>.</summary>
/// <param name="law"><c>p_t</c>.</param>
/// <param name="conditioning"><c>P(X_T = m | X_t = x)/p_T(m)</c>; empty where there is no such state.</param>
/// <param name="densities">Receives the sums.</param>
internal ref struct LossTerms(ReadOnlySpan<double> law, ReadOnlySpan<double> conditioning, Span<double> densities) : IJumps
{
    private readonly ReadOnlySpan<double> _law = law;
    private readonly ReadOnlySpan<double> _conditioning = conditioning;
    private readonly Span<double> _densities = densities;

    /// <summary>The least <c>s̃/s</c> on the support.</summary>
    public double Least { get; private set; } = double.PositiveInfinity;

    /// <summary>The largest <c>s̃/s</c> on the support.</summary>
    public double Largest { get; private set; } = double.NegativeInfinity;

    /// <inheritdoc/>
    public void Jump(StateJump jump, double rate, double exact, double estimate)
    {
        var weight = _law[jump.From] * rate;
        if (weight < ReverseRates.LeastNormal)
        {
            return;
        }

        var entropy = weight * Entropies.DivergenceTerm(exact, estimate);
        _densities[LossDensity.ScoreEntropy] += entropy;
        if (!_conditioning.IsEmpty && _conditioning[jump.From] > 0)
        {
            _densities[LossDensity.Conditioned] += entropy * _conditioning[jump.From];
        }

        _densities[LossDensity.Squares] += weight * exact * exact / 2;
        _densities[LossDensity.WeightedScoreMatching] += weight * (exact - estimate) * (exact - estimate) / 2;
        if (exact == 0)
        {
            _densities[LossDensity.WeightedRatio] += estimate == 0 ? 0 : double.PositiveInfinity;
            return;
        }

        var error = Math.Abs(1 - (estimate / exact));
        _densities[LossDensity.WeightedRatio] += weight * exact * error * error;
        _densities[LossDensity.Cubic] += weight * exact * error * error * error;
        (Least, Largest) = (Math.Min(Least, estimate / exact), Math.Max(Largest, estimate / exact));
    }
}
