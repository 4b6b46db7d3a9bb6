namespace Unmask.Theory;

/// <summary>The law of the approximate reverse chain K (15)–(16), without time steps of a sampler.</summary>
/// <remarks>
/// The forward Kolmogorov equation is integrated in the clock <see cref="SoftplusClock"/> to a local tolerance of 1e-12 of each probability and 1e-16, or less at states whose data probability is
/// small; what is left near t = 0 is finished by jumps (<see cref="LastJumps"/>). Laws are right to about 1e-11, mass to 1e-12. Pure functions.
/// </remarks>
public static class ReverseLaw
{
    /// <summary>The law at a time, started from the prior at the end.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="stop">The time to stop at, from 0 to the end; 0 is the generated law <c>p̃_0</c>.</param>
    /// <param name="cancel">Cancels between steps.</param>
    /// <returns>Probabilities over the whole space, shape [n^d]; under the masked process mask may be left before t = 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is not one of the noise.</exception>
    /// <exception cref="InvalidOperationException">The score is not finite, or makes the chain jump for ever as t → 0.</exception>
    public static double[] Of(ReverseChain chain, double stop, CancellationToken cancel)
    {
        var law = new double[chain.Law.Space.States];
        chain.Law.Prior(law);
        return From(chain, law, stop, cancel);
    }

    /// <summary>The same, started at the end from another law, such as <c>p_T</c>.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="start">Probabilities over the whole space, shape [n^d].</param>
    /// <param name="stop">The time to stop at.</param>
    /// <param name="cancel">Cancels between steps.</param>
    public static double[] From(ReverseChain chain, ReadOnlySpan<double> start, double stop, CancellationToken cancel)
    {
        if (!(stop >= 0 && stop <= chain.Noise.End))
        {
            throw new ArgumentOutOfRangeException(nameof(stop), stop, $"Expected a time from 0 to the end {chain.Noise.End}, got {stop}.");
        }

        var law = start.ToArray();
        var end = SoftplusClock.At(chain.Noise.Integral(stop));
        if (end >= chain.Top)
        {
            return law;
        }

        var rates = chain.Rates();
        var finish = end == double.NegativeInfinity;
        new Integrator(1e-12, Absolute(chain.Law), largestStep: 1).Advance(Slope, chain.Top, finish ? chain.Bottom : end, law, cancel);
        if (finish)
        {
            new LastJumps(chain, rates).Finish(law);
        }

        for (var x = 0; x < law.Length; x++)
        {
            law[x] = law[x] < -1e-12 ? throw new InvalidOperationException($"Integrating the reverse chain gave the probability {law[x]} to state {x}.") : Math.Max(0, law[x]);
        }

        return law;

        static double[] Absolute(ForwardLaw data)
        {
            // A small data probability must not come out as 0, which would make KL infinite.
            var absolute = data.Data.ToArray();
            foreach (ref var value in absolute.AsSpan())
            {
                value = value > 0 && data.Process.Absorbing < 0 ? Math.Min(1e-16, 1e-3 * value) : 1e-16;
            }

            return absolute;
        }

        void Slope(double clock, ReadOnlySpan<double> y, Span<double> slope)
        {
            rates.Move(chain.Level(clock));
            rates.Forward(y, slope);
            var speed = -SoftplusClock.Speed(clock);
            foreach (ref var value in slope)
            {
                value *= speed;
            }
        }
    }
}
