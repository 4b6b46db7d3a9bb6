using Unmask.Numerics;

namespace Unmask.Plugins.Samplers;

/// <summary>What a step of <see cref="Remask"/> does to one position: from survival <c>α_t</c> to <c>α_s ≥ α_t</c> with the probability σ of masking again.</summary>
/// <param name="Survives"><c>α_t</c>.</param>
/// <param name="Masked"><c>1 − α_t</c>.</param>
/// <param name="Gained"><c>α_s − α_t</c>.</param>
/// <param name="Remask">σ, at most <c>min(1, (1 − α_s)/α_t)</c>.</param>
internal readonly record struct RemaskStep(double Survives, double Masked, double Gained, double Remask)
{
    /// <summary>The probability that a masked position is revealed, <c>(α_s − (1 − σ) α_t)/(1 − α_t)</c>.</summary>
    public double Reveal => RevealWith(Remask);

    /// <summary>The same for another σ.</summary>
    public double RevealWith(double remask) => Masked == 0 ? 1 : Math.Min((Gained + (remask * Survives)) / Masked, 1);

    /// <summary>The steps of a grid.</summary>
    public static RemaskStep[] Of(RemaskOptions options, TimeGrid grid)
    {
        var noise = grid.Noise;
        var steps = new RemaskStep[grid.Steps];
        for (var j = 0; j < steps.Length; j++)
        {
            var (late, early) = (noise.Integral(Time(options, noise, grid.Left(j))), noise.Integral(Time(options, noise, grid.Left(j + 1))));
            var (survives, masked) = (Math.Exp(-late), -Logarithms.ExpMinusOne(-late));
            var gained = early == late ? 0 : Math.Exp(-early) * -Logarithms.ExpMinusOne(early - late);
            var most = survives == 0 ? 1 : Math.Min(-Logarithms.ExpMinusOne(-early) / survives, 1);
            var eta = options.Eta ?? 1;
            steps[j] = new RemaskStep(survives, masked, gained, options.Strategy switch
            {
                RemaskStrategy.Cap => Math.Min(eta, most),
                RemaskStrategy.Loop => grid.Left(j) > options.LoopTo && grid.Left(j) <= options.LoopFrom ? Math.Min(eta, most) : 0,
                _ => eta * most,
            });
        }

        return steps;
    }

    /// <summary>
    /// The noise's time of a part of time left: its own share, but for the loop, which runs through all survivals up to that of the
    /// loop before it, stays there, and runs through the rest after it.
    /// </summary>
    private static double Time(RemaskOptions options, INoiseSchedule noise, double left)
    {
        if (options.Strategy != RemaskStrategy.Loop)
        {
            return noise.End * left;
        }

        var (from, to, held) = (options.LoopFrom, options.LoopTo, noise.Inverse(-Math.Log(options.LoopSurvival)));
        return left >= from ? held + ((left - from) / (1 - from) * (noise.End - held))
            : left <= to ? left / to * held
            : held;
    }
}
