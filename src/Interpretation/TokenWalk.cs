namespace Unmask.Interpretation;

/// <summary>A walk over partly masked sequences that follows every token: a state is such a sequence, numbered by <see cref="StateSpace"/>.</summary>
internal abstract class TokenWalk : StateWalk
{
    /// <summary>The most outcomes that are followed.</summary>
    public const double LeafLimit = 1e8;

    private readonly bool _remembers;
    private readonly Position[] _changed;
    private readonly (int Symbol, double Probability)[] _outcomes;
    private readonly int[] _tokens, _masked;
    private double _leaves;

    protected TokenWalk(SamplingRule rule)
        : base(rule)
    {
        States = new StateSpace(rule.Shape);
        _remembers = rule.Sampler.Memory > 0;
        _changed = new Position[Length];
        _outcomes = new (int, double)[Length * (Symbols + 1)];
        _tokens = new int[Length];
        _masked = new int[Length];
    }

    /// <summary>The numbering of states.</summary>
    protected StateSpace States { get; }

    /// <summary>Runs from all masks until no state has another step to take.</summary>
    /// <exception cref="OutOfReachException">There are more than <see cref="LeafLimit"/> outcomes.</exception>
    protected void Run(CancellationToken stop)
    {
        var start = new StateLaw(States.Count, _remembers);
        start.Add(States.AllMasked, 0, 1);
        Run(start, stop);
    }

    /// <summary>A path of choices was taken from a state.</summary>
    /// <param name="path">The path.</param>
    /// <param name="writes">Whether it writes picked symbols.</param>
    protected abstract void Taken(in Path path, bool writes);

    /// <summary>One outcome of one path: the revealed positions have these symbols.</summary>
    /// <param name="path">The path.</param>
    /// <param name="to">The state after.</param>
    /// <param name="outcome">The probability of the symbols, <c>Π_i p̂_i</c>.</param>
    /// <returns>The weight to add to the state after; 0 drops it.</returns>
    protected abstract double Leaf(in Path path, long to, double outcome);

    /// <summary>A sequence, numbered row-major in base S, was completed with this weight.</summary>
    protected abstract void Complete(long sequence, double weight);

    /// <summary>Whether outcomes of probability zero are followed too.</summary>
    protected abstract bool FollowsImpossible { get; }

    protected sealed override int Decode(long state, Span<int> tokens, Span<int> masked) => States.Decode(state, tokens, masked);

    protected sealed override void Ended(long state, double weight)
    {
        States.Decode(state, _tokens, _masked);
        Complete(States.Sequence(_tokens), weight);
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
            _changed[k] = new Position(first, end, States.Weight(position), States.SequenceWeight(position), tokens[position] == Symbols);
            state -= tokens[position] * States.Weight(position);
            sequence -= tokens[position] * States.SequenceWeight(position);
            leaves *= end - first;
            first = end;
        }

        _leaves += leaves;
        if (_leaves > LeafLimit)
        {
            throw new OutOfReachException($"more than {LeafLimit:0} outcomes to follow; estimate by replay or from samples instead");
        }

        Expand(path, 0, taken.Count, state, sequence, 1, path.Masked);
    }

    /// <summary>What the path's k-th position may become, written from <paramref name="end"/> on.</summary>
    /// <returns>Where it ends.</returns>
    private int Outcomes(in Path path, Recorder taken, int k, int end)
    {
        if (taken.Written(k) is >= 0 and var symbol)
        {
            _outcomes[end++] = (symbol, 1);
            return end;
        }

        var law = Law(path, taken, k);
        for (var v = 0; v < law.Length; v++)
        {
            if (law[v] > 0 || FollowsImpossible)
            {
                _outcomes[end++] = (v, law[v]);
            }
        }

        return end;
    }

    private void Expand(in Path path, int k, int count, long state, long sequence, double outcome, int masked)
    {
        if (k == count)
        {
            Arrive(path, state, sequence, outcome, masked);
            return;
        }

        var position = _changed[k];
        for (var o = position.First; o < position.End; o++)
        {
            var (symbol, probability) = _outcomes[o];
            Expand(
                path,
                k + 1,
                count,
                state + (symbol * position.Weight),
                sequence + (symbol * position.SequenceWeight),
                outcome * probability,
                masked + (symbol == Symbols ? 1 : 0) - (position.Masked ? 1 : 0));
        }
    }

    private void Arrive(in Path path, long state, long sequence, double outcome, int masked)
    {
        var weight = Leaf(path, state, outcome);
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

    /// <summary>A position that a path changes.</summary>
    private readonly record struct Position(int First, int End, long Weight, long SequenceWeight, bool Masked);
}
