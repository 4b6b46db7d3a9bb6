namespace Unmask.Interpretation;

/// <summary>Numbers the partly masked sequences: base S+1, row-major, the mask is the last digit. <c>(S+1)^L</c> must fit a long.</summary>
internal sealed class StateSpace
{
    private readonly Shape _shape;
    private readonly long[] _weights, _sequenceWeights;

    public StateSpace(Shape shape)
    {
        _shape = shape;
        _weights = Weights(shape.States + 1);
        _sequenceWeights = Weights(shape.States);
        Count = checked(_weights[0] * (shape.States + 1));

        long[] Weights(int digits)
        {
            var weights = new long[shape.Length];
            var weight = 1L;
            for (var i = shape.Length - 1; i >= 0; i--)
            {
                weights[i] = weight;
                weight = checked(weight * digits);
            }

            return weights;
        }
    }

    /// <summary>The number of states, <c>(S+1)^L</c>.</summary>
    public long Count { get; }

    /// <summary>The state with every position masked.</summary>
    public long AllMasked => Count - 1;

    /// <summary>What a position's digit counts.</summary>
    public long Weight(int position) => _weights[position];

    /// <summary>Writes the tokens of a state and its masked positions.</summary>
    /// <returns>How many positions are masked.</returns>
    public int Decode(long state, Span<int> tokens, Span<int> masked)
    {
        var count = 0;
        for (var i = 0; i < _shape.Length; i++)
        {
            var digit = state / _weights[i];
            state -= digit * _weights[i];
            tokens[i] = (int)digit;
            if (digit == _shape.States)
            {
                masked[count++] = i;
            }
        }

        return count;
    }

    /// <summary>What a position's symbol counts in the number of a sequence without masks.</summary>
    public long SequenceWeight(int position) => _sequenceWeights[position];

    /// <summary>The row-major number, base S, of a sequence without masks; with masks, as if they were symbols of this worth.</summary>
    public long Sequence(ReadOnlySpan<int> tokens)
    {
        var number = 0L;
        foreach (var token in tokens)
        {
            number = (number * _shape.States) + token;
        }

        return number;
    }
}
