namespace Unmask.Interpretation;

/// <summary>The probability of every partly masked sequence, <c>p(x∘W)</c>: the data law summed over the masked positions.</summary>
internal sealed class MaskedMarginals
{
    /// <summary>The most states that are held: 2^26 doubles, half a gigabyte.</summary>
    public const double Limit = 1 << 26;

    private readonly double[] _probability;

    /// <summary>Sums the law axis by axis: <c>(S+1)^L</c> additions in all, up to a factor.</summary>
    public MaskedMarginals(DataLaw law, CancellationToken stop)
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

        _probability = current;
    }

    /// <summary><c>p(x∘W)</c> of a state of <see cref="StateSpace"/>.</summary>
    public double this[long state] => _probability[state];
}
