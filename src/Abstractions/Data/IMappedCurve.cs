namespace Unmask;

/// <summary>
/// A data law that can average a row-wise distortion of its exact conditionals over all masks, without enumeration:
/// the cross-entropy curve of a predictor <c>p̂_i(·|x∘W) = f(p*_i(·|x∘W))</c>.
/// </summary>
public interface IMappedCurve
{
    /// <summary>What the computation costs, in rows evaluated, or null if it is out of reach at this length.</summary>
    double? MappedCost { get; }

    /// <summary>The excess <c>c(w) − h(w) = E KL(p*_i(·|X_W) ‖ f(p*_i(·|X_W)))</c>, W uniform of size w, i uniform outside W.</summary>
    /// <param name="map">The distortion <c>f</c>.</param>
    /// <param name="stop">Cancels a long computation.</param>
    /// <returns>Nats, shape [L], index w; each at least 0, <c>+∞</c> where the map gives zero to a possible symbol.</returns>
    double[] Excess(IRowMap map, CancellationToken stop);
}
