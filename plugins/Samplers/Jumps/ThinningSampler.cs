using System.Buffers;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// Jumps by thinning: looks come at a rate that bounds the rate of all jumps, and at each one the chain jumps with the probability (rate)/(bound), to a state in proportion to its rate.
/// The chain's law is then exact, whatever the bound.
/// </summary>
/// <remarks>The bound is checked at every look: where the score's rates are above it, that is an error that says by how much. As <see cref="JumpSampler"/>.</remarks>
public abstract class ThinningSampler : JumpSampler
{
    private readonly double _factor;
    private readonly Lazy<RateBound> _bound;

    /// <summary>Creates the sampler.</summary>
    private protected ThinningSampler(
        double factor, double? stop, Finish finish, long samples, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, IMaskPredictor? predictor)
        : base(stop, finish, samples, shape, process, noise, score, predictor) => (_factor, _bound) = (factor, new(CreateBound));

    /// <summary>The bound on one position's rate; asked for once, when it is first needed.</summary>
    private protected abstract RateBound CreateBound();

    /// <summary>How many positions the bound counts, of those that can jump.</summary>
    private protected abstract int Counted(int jumping, int length);

    /// <inheritdoc/>
    private protected sealed override double First(int jumping, IChoices choose) => Bound.Next(Noise.Integral(Noise.End), _factor * Counted(jumping, jumping), Wait(choose));

    /// <inheritdoc/>
    private protected sealed override double Jump(double b, in Step step, in Rows rows, IChoices choose)
    {
        var rented = ArrayPool<double>.Shared.Rent(rows.Count + 1 + Jumps.Symbols);
        var totals = rented.AsSpan(0, rows.Count + 1);
        var rates = rented.AsSpan(rows.Count + 1, Jumps.Symbols);
        var bound = _factor * Counted(rows.Count, step.Shape.Length) * Bound.Density(b);
        var total = Totals(1, step, rows, totals, rates);
        Require(total, bound, b);
        totals[^1] = Math.Max(0, bound - total);
        var (chosen, left) = (choose.Pick(totals), rows.Count);
        if (chosen < rows.Count)
        {
            Jump(chosen, step, rows, rates, choose);
            left -= Jumps.HasMask ? 1 : 0;
        }

        ArrayPool<double>.Shared.Return(rented);
        return left == 0 ? 0 : Bound.Next(b, _factor * Counted(left, step.Shape.Length), Wait(choose));
    }

    private RateBound Bound => _bound.Value;

    private void Require(double total, double bound, double b)
    {
        if (!(total <= bound * (1 + 1e-9)))
        {
            throw new InvalidOperationException(
                $"At time {Noise.Inverse(b):G6} the score's rates sum to {total:G6} per unit of B, above the bound {bound:G6} that jumps were looked for with, so that the law would be wrong. "
                + $"Give \"bound\": {_factor * total / bound * 1.5:G3} or more; 1 suffices for scores that are means over the data, such as exact and predictor, and exp(|amplitude|) for perturbed.");
        }
    }
}
