using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>
/// The probability of any partly masked sequence, <c>p(x∘W)</c>: the data law summed over the masked positions. All of them are kept
/// where they are few enough; else each is summed when it is asked for, in <c>S^masked</c> additions.
/// </summary>
internal sealed class MaskedMarginals
{
    /// <summary>The most states that are kept: 2^26 doubles, half a gigabyte.</summary>
    public const double MostKept = 1 << 26;

    private readonly DataLaw _law;
    private readonly StateSpace _states;
    private readonly double[]? _kept;

    /// <summary>Creates the marginals; they are summed now if they are kept.</summary>
    public MaskedMarginals(DataLaw law, CancellationToken stop, double mostKept = MostKept)
    {
        _law = law;
        _states = new StateSpace(law.Shape);
        _kept = _states.Count <= mostKept ? All(law, stop) : null;
    }

    /// <summary>Whether all of them are kept, so that none is summed when it is asked for.</summary>
    public bool AreKept => _kept is not null;

    /// <summary><c>p(x∘W)</c> of a state of <see cref="StateSpace"/>.</summary>
    public double this[long state] => _kept is null ? Summed(state, 0, 0) : _kept[state];

    /// <summary>Sums over the masked positions from one on; the symbols before it are those of a number in base S.</summary>
    private double Summed(long rest, int position, long before)
    {
        var (length, states) = _law.Shape;
        if (position == length)
        {
            return _law.Probabilities[before];
        }

        var weight = _states.Weight(position);
        if (rest == (weight * (states + 1)) - 1)
        {
            var free = (int)_states.SequenceWeight(position) * states;
            return Sum.Of(_law.Probabilities.AsSpan((int)before * free, free));
        }

        var symbol = rest / weight;
        rest -= symbol * weight;
        if (symbol < states)
        {
            return Summed(rest, position + 1, (before * states) + symbol);
        }

        var sum = 0.0;
        for (var v = 0; v < states; v++)
        {
            sum += Summed(rest, position + 1, (before * states) + v);
        }

        return sum;
    }

    /// <summary>Sums the law axis by axis: <c>(S+1)^L</c> additions in all, up to a factor.</summary>
    private static double[] All(DataLaw law, CancellationToken stop)
    {
        var (length, states) = law.Shape;
        var current = law.Probabilities;
        var inner = 1L;
        for (var axis = length - 1; axis >= 0; axis--)
        {
            stop.ThrowIfCancellationRequested();
            var outer = current.LongLength / (states * inner);
            var next = new double[outer * (states + 1) * inner];
            for (var o = 0L; o < outer; o++)
            {
                var from = o * states * inner;
                var to = o * (states + 1) * inner;
                Array.Copy(current, from, next, to, states * inner);
                var sums = next.AsSpan((int)(to + (states * inner)), (int)inner);
                for (var v = 0; v < states; v++)
                {
                    var slice = current.AsSpan((int)(from + (v * inner)), (int)inner);
                    for (var k = 0; k < slice.Length; k++)
                    {
                        sums[k] += slice[k];
                    }
                }
            }

            current = next;
            inner *= states + 1;
        }

        return current;
    }
}
