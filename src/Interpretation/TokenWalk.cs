namespace Unmask.Interpretation;

/// <summary>A walk over partly masked sequences that follows every token: a state is such a sequence, numbered by <see cref="StateSpace"/>.</summary>
internal abstract class TokenWalk : StateWalk
{
    /// <summary>The most outcomes that are followed.</summary>
    public const double LeafLimit = 5e8;

    private readonly bool _remembers, _leaves;
    private readonly double[]? _prior;
    private readonly Position[] _changed;
    private readonly Outcome[] _outcomes;
    private readonly int[] _tokens, _masked;

    protected TokenWalk(SamplingRule rule)
        : base(rule)
    {
        States = new StateSpace(rule.Shape);
        _remembers = rule.Sampler.Memory > 0;
        (_prior, _leaves) = (rule.Prior, rule.Sampler.Leaves);
        _changed = new Position[Length];
        _outcomes = new Outcome[Length * (Symbols + 1)];
        _tokens = new int[Length];
        _masked = new int[Length];
    }

    /// <summary>The numbering of states.</summary>
    protected StateSpace States { get; }

    /// <summary>How many outcomes were followed.</summary>
    public double Leaves { get; private set; }

    /// <summary>Runs from the prior until no state has another step to take.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="LeafLimit"/> outcomes.</exception>
    protected void Run(CancellationToken stop)
    {
        var start = new StateLaw(States.Count, _remembers);
        if (_prior is null)
        {
            start.Add(States.AllMasked, 0, 1);
        }
        else
        {
            Draw(start, _prior, 0, 0, 1);
        }

        Run(start, stop);
    }

    /// <summary>Adds every sequence of the prior from a position on.</summary>
    private void Draw(StateLaw start, double[] prior, int position, long state, double weight)
    {
        if (position == Length)
        {
            start.Add(state, 0, weight);
            return;
        }

        for (var v = 0; v < prior.Length; v++)
        {
            if (prior[v] > 0)
            {
                Draw(start, prior, position + 1, state + (v * States.Weight(position)), weight * prior[v]);
            }
        }
    }

    /// <summary>A path of choices was taken from a state.</summary>
    /// <param name="path">The path.</param>
    /// <param name="writes">Whether it writes picked symbols.</param>
    protected abstract void Taken(in Path path, bool writes);

    /// <summary>One outcome of one path: the revealed positions have these symbols.</summary>
    /// <param name="path">The path.</param>
    /// <param name="to">The state after.</param>
    /// <param name="weight">The weight of the state before, times the probability of the path's choices and of what was left to chance.</param>
    /// <param name="outcome">The probability of the symbols, <c>Π_i p̂_i</c>.</param>
    /// <returns>The weight to add to the state after; 0 drops it.</returns>
    protected abstract double Leaf(in Path path, long to, double weight, double outcome);

    /// <summary>A sequence was completed with this weight; it is numbered row-major in base S, or S+1 if masks may be left.</summary>
    protected abstract void Complete(long sequence, double weight);

    /// <summary>Whether outcomes of probability zero are followed too.</summary>
    protected abstract bool FollowsImpossible { get; }

    protected sealed override int Decode(long state, Span<int> tokens, Span<int> masked) => States.Decode(state, tokens, masked);

    protected sealed override void Ended(long state, double weight)
    {
        States.Decode(state, _tokens, _masked);
        Complete(_leaves ? state : States.Sequence(_tokens), weight);
    }

    protected sealed override void Took(in Path path, Recorder taken)
    {
        Taken(path, taken.Writes);
        var tokens = Tokens(path);
        var (state, sequence, leaves) = (path.From, States.Sequence(tokens), 1.0);
        for (var (k, first) = (0, 0); k < taken.Count; k++)
        {
            var position = taken.Positions[k];
            var end = Outcomes(path, taken, k, first);
            _changed[k] = new Position(first, end, States.Weight(position), States.SequenceWeight(position));
            state -= tokens[position] * States.Weight(position);
            sequence -= tokens[position] * States.SequenceWeight(position);
            leaves *= end - first;
            first = end;
        }

        Leaves += leaves;
        if (Leaves > LeafLimit)
        {
            throw new OutOfReachException($"more than {LeafLimit:0} outcomes to follow; estimate by replay or from samples instead");
        }

        Expand(path, 0, taken.Count, state, sequence, path.Masked, path.Weight * path.Probability, 1);
    }

    /// <summary>What the path's k-th position may become, written from <paramref name="end"/> on.</summary>
    /// <returns>Where it ends.</returns>
    private int Outcomes(in Path path, Recorder taken, int k, int end)
    {
        var before = Tokens(path)[taken.Positions[k]];
        var (chance, mask) = (taken.Chance(k), before == Symbols ? 1 : 0);
        if (chance < 1)
        {
            Add(taken.Otherwise(k, before), 1 - chance, 1);
        }

        if (taken.Written(k) is >= 0 and var symbol)
        {
            Add(symbol, chance, 1);
            return end;
        }

        var law = Law(path, taken, k);
        for (var v = 0; v < law.Length; v++)
        {
            if (law[v] > 0 || FollowsImpossible)
            {
                Add(v, chance, law[v]);
            }
        }

        return end;

        void Add(int symbol, double chance, double probability) =>
            _outcomes[end++] = new Outcome(symbol, (symbol == Symbols ? 1 : 0) - mask, chance, probability);
    }

    /// <summary>Follows every outcome at the k-th position and those after it.</summary>
    /// <param name="path">What does not change.</param>
    /// <param name="k">Which of the positions.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="state">The state so far.</param>
    /// <param name="sequence">The number of the sequence so far.</param>
    /// <param name="masked">How many of its positions are masked.</param>
    /// <param name="weight">The weight so far.</param>
    /// <param name="outcome">The probability of the symbols so far.</param>
    private void Expand(in Path path, int k, int count, long state, long sequence, int masked, double weight, double outcome)
    {
        if (k == count)
        {
            Arrive(path, state, sequence, masked, weight, outcome);
            return;
        }

        var position = _changed[k];
        for (var o = position.First; o < position.End; o++)
        {
            var (symbol, masks, chance, probability) = _outcomes[o];
            Expand(
                path,
                k + 1,
                count,
                state + (symbol * position.Weight),
                sequence + (symbol * position.SequenceWeight),
                masked + masks,
                weight * chance,
                outcome * probability);
        }
    }

    private void Arrive(in Path path, long state, long sequence, int masked, double weight, double outcome)
    {
        weight = Leaf(path, state, weight, outcome);
        if (weight == 0)
        {
            return;
        }

        if (masked == 0 && !Revises)
        {
            Complete(sequence, weight);
        }
        else
        {
            path.Next.Add(state, path.Memory, weight);
        }
    }

    /// <summary>A position that a path changes: where its outcomes are, and what its symbol counts.</summary>
    private readonly record struct Position(int First, int End, long Weight, long SequenceWeight);

    /// <summary>What a position may become: the symbol, how many masks that adds, and the probabilities of the change and of the symbol.</summary>
    private readonly record struct Outcome(int Symbol, int Masks, double Chance, double Probability);
}
