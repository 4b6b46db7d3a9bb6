using Unmask.Numerics;

namespace Unmask.Plugins.Metrics;

/// <summary>The divergence of the output law, <c>KL(p ‖ E_ω p_Y|ω)</c>, both laws enumerated: <c>kl.marginal</c>.</summary>
internal static class OutputDivergence
{
    /// <summary>Whether both laws can be enumerated.</summary>
    public static Feasibility Check(ICell cell) => BothLaws.Check(cell);

    /// <summary>As <see cref="Of"/>, or null where an enumeration is refused, or turns out too large while it runs.</summary>
    public static (double Value, string Method, string? Note)? TryOf(ICell cell, CancellationToken stop)
    {
        try
        {
            return Check(cell).Possible ? Of(cell, stop) : null;
        }
        catch (OutOfReachException)
        {
            return null;
        }
    }

    /// <summary>Computes it.</summary>
    /// <returns>Nats; <c>+∞</c> with the first sequence that cannot be generated in the note.</returns>
    /// <exception cref="OutOfReachException">A law cannot be enumerated.</exception>
    public static (double Value, string Method, string? Note) Of(ICell cell, CancellationToken stop)
    {
        var (shape, p, q, method) = BothLaws.Of(cell, stop);
        var missing = Sequences.FirstMissing(p, q);
        return missing < 0
            ? (Entropies.Divergence(p, q), method, null)
            : (double.PositiveInfinity, method, $"the sequence {Sequences.Text(shape, missing)} has probability {p[missing]:G3} in the data and cannot be generated");
    }
}
