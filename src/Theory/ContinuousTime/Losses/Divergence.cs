namespace Unmask.Theory;

/// <summary>Finds the losses that are infinite, and says why.</summary>
internal static class Divergence
{
    private const double Below = 5;

    // A relative error of 1e-14 in the scores is rounding; squared, it must not count as an integrand that stays.
    private const double Rounding = 1e-26;

    /// <summary>
    /// For each of <see cref="LossDensity"/>, why its integral diverges at t = 0; null where it converges. The integrand per unit of the clock falls by e^{−5} over 5 units
    /// if it is bounded per unit of B, and stays if it grows like 1/B.
    /// </summary>
    public static string?[] Reasons(ReverseChain chain, ReverseRates rates)
    {
        var (above, below) = (Densities(chain, rates, chain.Bottom), Densities(chain, rates, chain.Bottom - Below));
        var reasons = new string?[LossDensity.Count];
        for (var k = 0; k < reasons.Length; k++)
        {
            if (double.IsPositiveInfinity(below[k]))
            {
                reasons[k] = Here(chain, chain.Level(chain.Bottom - Below), k);
            }
            else if (below[k] > Rounding && !(below[k] / above[k] < Math.Exp(-Below / 5)))
            {
                reasons[k] = $"the integrand grows at least like 1/t as t → 0, most of it {Largest(chain, chain.Level(chain.Bottom - Below), k)}";
            }
        }

        return reasons;
    }

    /// <summary>Why an integrand is infinite at a moment.</summary>
    public static string Here(ReverseChain chain, NoiseLevel level, int density) => $"the integrand is infinite {Largest(chain, level, density)}";

    private static double[] Densities(ReverseChain chain, ReverseRates rates, double clock)
    {
        var densities = new double[LossDensity.Count];
        rates.Move(chain.Level(clock));
        rates.Densities(densities);
        return Array.ConvertAll(densities, value => value * SoftplusClock.Speed(clock));
    }

    private static string Largest(ReverseChain chain, NoiseLevel level, int density)
    {
        var pairs = chain.Pairs();
        pairs.Move(level);
        var largest = new Terms(pairs, density == LossDensity.Conditioned ? LossDensity.ScoreEntropy : density);
        pairs.Visit(ref largest);
        var (space, jump) = (chain.Law.Space, largest.Jump);
        var state = Enumerable.Range(0, space.Length).Select(i => space.Symbol(jump.From, i)).Select(symbol => symbol == chain.Law.Shape.States ? "mask" : $"{symbol}");
        return $"at t = {level.Time:G3} in state ({string.Join(", ", state)}) for symbol {jump.Symbol} at position {jump.Position}, where the exact score is {largest.Exact:G4} and the estimate {largest.Estimate:G4}";
    }

    private struct Terms(EstimatedRates rates, int density) : IJumps
    {
        private readonly double[] _term = new double[LossDensity.Count];
        private double _largest = double.NegativeInfinity;

        public StateJump Jump { get; private set; }

        public double Exact { get; private set; }

        public double Estimate { get; private set; }

        void IJumps.Jump(StateJump jump, double rate, double exact, double estimate)
        {
            Array.Clear(_term);
            rates.AddTerms(jump, rate, exact, estimate, _term);
            if (_term[density] > _largest)
            {
                (_largest, Jump, Exact, Estimate) = (_term[density], jump, exact, estimate);
            }
        }
    }
}
