namespace Unmask.Theory;

/// <summary>
/// The approximate reverse chain K (15)–(16): rates <c>Q̃←_t(x, y) = β(t) Q(y, x) s̃_t(x)_y</c>, started from <c>p_base</c> at the end T and run down to t = 0.
/// </summary>
/// <remarks>What is computed of it: <see cref="ReverseLaw"/>, <see cref="ReverseAdjoint"/>, <see cref="ScoreLosses"/>. Immutable, so thread-safe.</remarks>
public sealed class ReverseChain
{
    // Below B = 3e-20 nothing happens but the last jumps of states that cannot last; unless the data has states that are hardly more probable, which last only from a
    // smaller B on. Far below, states at a distance from the data are beyond the least normal number.
    private const double Floor = -45;
    private const double Deepest = -690;
    private const double Margin = 30;

    private readonly ITokenFactors? _factors;
    private readonly IStateScores _scores;

    private ReverseChain(ForwardLaw law, INoiseSchedule noise, ITokenFactors? factors, IStateScores scores)
    {
        (Law, Noise, _factors, _scores) = (law, noise, factors, scores);
        Total = noise.Integral(noise.End);
        if (!(noise.End > 0) || !(Total > 0))
        {
            throw new ArgumentException($"Got noise that ends at {noise.End} with the integral {Total}; expected both above 0.", nameof(noise));
        }

        Top = SoftplusClock.At(Start());
        Bottom = Math.Min(Lasting(law), Top - 5);
    }

    /// <summary>The forward laws.</summary>
    public ForwardLaw Law { get; }

    /// <summary>The noise.</summary>
    public INoiseSchedule Noise { get; }

    /// <summary><c>‖β‖₁ = B(T)</c>; may be infinite where the prior is all on one symbol.</summary>
    public double Total { get; }

    /// <summary>The clock at the end T, or where B is so large that nothing happens above.</summary>
    internal double Top { get; }

    /// <summary>The clock below which only <see cref="LastJumps"/> are left.</summary>
    internal double Bottom { get; }

    /// <summary>A chain with the exact score: the true reverse process, but for its start.</summary>
    public static ReverseChain Exact(ForwardLaw law, INoiseSchedule noise) => Of(law, noise, new ExactFactors());

    /// <summary>A chain whose score is the exact one times factors.</summary>
    /// <exception cref="ArgumentException">The noise ends at once, or has an infinite integral that the process does not allow (K Assumption 1).</exception>
    public static ReverseChain Of(ForwardLaw law, INoiseSchedule noise, ITokenFactors factors) => new(law, noise, factors, new FactoredScores(factors, law.Space));

    /// <summary>A chain with any score.</summary>
    /// <exception cref="ArgumentException">The noise ends at once, or has an infinite integral that the process does not allow (K Assumption 1).</exception>
    public static ReverseChain Of(ForwardLaw law, INoiseSchedule noise, IStateScores scores) => new(law, noise, null, scores);

    /// <summary>A chain with the score of a pipeline: by <see cref="ITokenFactors"/> where it offers them, else by asking it for every pair of states.</summary>
    /// <exception cref="ArgumentException">The noise ends at once, or has an infinite integral that the process does not allow (K Assumption 1).</exception>
    public static ReverseChain Of(ForwardLaw law, INoiseSchedule noise, IScoreEstimator score) =>
        score.Find<ITokenFactors>() is { } factors ? Of(law, noise, factors) : Of(law, noise, new EstimatorScores(law, noise, score));

    /// <summary>Rates, to be moved to a moment.</summary>
    internal ReverseRates Rates() => _factors is null ? Pairs() : new FactoredRates(Law, Total, _factors);

    /// <summary>Rates that can show every jump.</summary>
    internal EstimatedRates Pairs() => new(Law, Total, _scores);

    /// <summary>The moment at a clock.</summary>
    internal NoiseLevel Level(double clock)
    {
        var b = Math.Min(SoftplusClock.Integrated(clock), Total);
        return new NoiseLevel(Noise.Inverse(b), b);
    }

    private static double Lasting(ForwardLaw law)
    {
        var least = 1.0;
        foreach (var value in law.Data)
        {
            least = value > 0 && law.Process.Absorbing < 0 ? Math.Min(least, value) : least;
        }

        return Math.Max(Deepest, Math.Min(Floor, Math.Log(least) - Margin));
    }

    private double Start()
    {
        if (Law.Process.Absorbing < 0)
        {
            return double.IsFinite(Total) ? Total : throw new ArgumentException("Got noise with an infinite integral; the reverse chain of a process whose prior is not all on one symbol never gets from there to any time (K Assumption 1). Give the noise an epsilon above 0, or use the masked process.");
        }

        var b = 45.0;
        while (b < Total && Leak(b) > 1e-19)
        {
            b *= 1.5;
        }

        return Math.Min(b, Total);
    }

    /// <summary>The largest probability of not being absorbed by B.</summary>
    private double Leak(double b)
    {
        var mask = Law.Process.Absorbing;
        var others = new double[Law.Process.Symbols];
        for (var v = 0; v < others.Length; v++)
        {
            var arrivals = v == mask ? others : Law.Process.Arrivals(b, v);
            for (var u = 0; v != mask && u < others.Length; u++)
            {
                others[u] += arrivals[u];
            }
        }

        return others.Max();
    }
}
