namespace Unmask.Interpretation;

/// <summary>How many outcomes a sampler has, about: seen along a few generated sequences, without following them.</summary>
/// <remarks>Memories are not counted: a sampler whose memory keeps states apart has more.</remarks>
/// <param name="Outcomes">Those an enumeration follows, equal states merged.</param>
/// <param name="Conditioned">Those a walk follows whose tokens are forced to one sequence, equal states merged.</param>
internal sealed record Forecast(double Outcomes, double Conditioned)
{
    private const ulong Seed = 0;

    /// <summary>Generates the sequences; costs a few samples of the sampler.</summary>
    /// <exception cref="StepException">A plugin threw.</exception>
    public static Forecast Of(SamplingRule rule, CancellationToken stop)
    {
        var forecasting = new Forecasting(rule, new CountedChoices(rule, Seed));
        forecasting.Look(stop);
        return forecasting.Result;
    }

    /// <summary>
    /// The number of states after a step is that before it times the outcomes of each, and at most that of all partly masked sequences with
    /// so many masks: <c>n_{t+1} = min(n_t b_t, C(L, m) S^{L−m})</c>; a step has <c>n_t b_t</c> outcomes. Once something was left to chance,
    /// the number of masks is anything: <c>(S+1)^L</c> states with <c>(2S+1)^L</c> outcomes for each path, <c>(3S+1)^L</c> if revealed
    /// positions are left to chance too.
    /// </summary>
    private sealed class Forecasting : Drawing
    {
        private const int Sequences = 4;

        /// <summary>Sequences that take longer are looked at no further: the number is then too small.</summary>
        private const int MostSteps = 4096;

        private readonly Shape _shape;
        private readonly CountedChoices _choices;
        private readonly Count[] _outcomes, _conditioned;
        private readonly bool[] _anyMask;

        public Forecasting(SamplingRule rule, CountedChoices choices)
            : base(rule, Seed, choices)
        {
            (_shape, _choices) = (rule.Shape, choices);
            var count = Math.Min(Sequences, Capacity);
            var starts = rule.Prior is null ? 1 : _shape.Sequences;
            _outcomes = [.. Enumerable.Repeat(Count.From(starts), count)];
            _conditioned = [.. Enumerable.Repeat(Count.From(starts), count)];
            _anyMask = new bool[count];
        }

        public Forecast Result => new(_outcomes.Average(Whole), _conditioned.Average(Whole));

        public void Look(CancellationToken stop) => Run(0, _outcomes.Length, stop, MostSteps);

        protected override void Chose(int k, int step, int masked)
        {
            var (length, states) = _shape;
            var sets = _anyMask[k] ? Math.Pow(2, length) : Binomial.Of(length, masked);
            var tokens = _anyMask[k] ? _shape.MaskedSequences : sets * Math.Pow(states, length - masked);
            _anyMask[k] |= _choices.Chances > 0;
            _outcomes[k] = _outcomes[k].Close(tokens).Open(_choices.Paths * _choices.Spread, Most(((_choices.Chances > masked ? 3 : 2) * states) + 1));
            _conditioned[k] = _conditioned[k].Close(sets).Open(_choices.Paths * Math.Pow(2, _choices.Chances), Most(3));

            double Most(double each) => _anyMask[k] ? _choices.Paths * Math.Pow(each, length) : double.PositiveInfinity;
        }

        protected override int Resolve(int k, long sample, int step, int position, ReadOnlySpan<double> law)
        {
            var possible = 0;
            foreach (var probability in law)
            {
                possible += probability > 0 ? 1 : 0;
            }

            _outcomes[k] = _outcomes[k].Times(possible);
            return base.Resolve(k, sample, step, position, law);
        }

        private static double Whole(Count count) => count.Close(double.PositiveInfinity).All;

        /// <summary>Outcomes so far; states before the current step, outcomes of each in it, and the most that all of them have.</summary>
        private readonly record struct Count(double All, double States, double Branches, double Most)
        {
            public static Count From(double states) => new(0, states, 0, 0);

            public Count Open(double branches, double most) => this with { Branches = branches, Most = most };

            public Count Times(double symbols) => this with { Branches = Branches * symbols };

            public Count Close(double states) => Branches == 0 ? this : new(All + Math.Min(States * Branches, Most), Math.Min(States * Branches, states), 0, 0);
        }
    }
}
