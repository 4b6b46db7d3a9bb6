using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The information curve of an enumerated law, from all of its 2^L marginals (T 1.6).</summary>
public static class SubsetEntropies
{
    /// <summary>
    /// <c>h(0) − h(w) = τ(w+1) − τ(w)</c>, <c>τ(w)</c> the mean over sets W of size w of the total correlation
    /// <c>KL(p_W ‖ Π_{i∈W} p_i)</c>; <c>h(0) = (1/L) Σ_i H(X_i)</c>.
    /// </summary>
    /// <remarks>
    /// Divergences instead of entropies: nearly independent laws keep their digits. One recursion over positions, each
    /// kept or summed out: time <c>O((S+1)^L)</c>, memory <c>O(S^L)</c>. The law is divided by its sum. Thread-safe.
    /// </remarks>
    /// <param name="law">The law, probabilities at least 0.</param>
    /// <param name="stop">Cancels between marginals.</param>
    /// <returns>The curve; its drops never decrease.</returns>
    /// <exception cref="ArgumentException">The table has another size than S^L, a negative or NaN entry, or no mass.</exception>
    public static InformationCurve Curve(DataLaw law, CancellationToken stop)
    {
        var (length, states) = (law.Shape.Length, law.Shape.States);
        var p = Normalised(law);
        var product = Product(p, length, states, out var first);
        var walk = new Walk(length, states, stop);
        walk.Visit(p, product, position: 0, kept: 1, size: 0);

        var drops = new double[length];
        for (var w = 1; w < length; w++)
        {
            drops[w] = Math.Max(drops[w - 1], walk.Mean(w + 1) - walk.Mean(w));
        }

        return new InformationCurve(first, drops);
    }

    private static double[] Normalised(DataLaw law)
    {
        if (law.Probabilities.Length != law.Shape.Sequences)
        {
            throw new ArgumentException($"Expected {law.Shape.Sequences} probabilities, got {law.Probabilities.Length}.", nameof(law));
        }

        foreach (var value in law.Probabilities)
        {
            if (!(value >= 0))
            {
                throw new ArgumentException($"Expected probabilities of at least 0, got {value}.", nameof(law));
            }
        }

        var total = Sum.Of(law.Probabilities);
        if (!(total > 0) || double.IsInfinity(total))
        {
            throw new ArgumentException($"Expected probabilities with a finite positive sum, got {total}.", nameof(law));
        }

        return Array.ConvertAll(law.Probabilities, value => value / total);
    }

    private static double[] Product(double[] p, int length, int states, out double meanEntropy)
    {
        double[] product = [1];
        var entropies = new Sum();
        var marginal = new double[states];
        for (var (i, inner) = (0, p.Length / states); i < length; i++, inner /= states)
        {
            Array.Clear(marginal);
            for (var x = 0; x < p.Length; x++)
            {
                marginal[x / inner % states] += p[x];
            }

            entropies.Add(Entropies.Entropy(marginal));
            var grown = new double[product.Length * states];
            for (var x = 0; x < grown.Length; x++)
            {
                grown[x] = product[x / states] * marginal[x % states];
            }

            product = grown;
        }

        meanEntropy = entropies.Value / length;
        return product;
    }

    private sealed class Walk(int length, int states, CancellationToken stop)
    {
        private readonly Sum[] _divergences = new Sum[length + 1];
        private readonly long[] _counts = new long[length + 1];
        private readonly (double[] P, double[] Product)[] _buffers = new (double[], double[])[length + 1];

        public double Mean(int size) => _divergences[size].Value / _counts[size];

        public void Visit(ReadOnlySpan<double> p, ReadOnlySpan<double> product, int position, int kept, int size)
        {
            stop.ThrowIfCancellationRequested();
            if (position == length)
            {
                _counts[size]++;
                _divergences[size].Add(size < 2 ? 0 : Entropies.Divergence(p, product));
                return;
            }

            Visit(p, product, position + 1, kept * states, size + 1);

            var dropped = position - size;
            ref var buffer = ref _buffers[dropped];
            buffer.P ??= new double[p.Length / states];
            buffer.Product ??= new double[p.Length / states];
            var sums = buffer.P.AsSpan(0, p.Length / states);
            var productSums = buffer.Product.AsSpan(0, p.Length / states);
            SumOut(p, sums, kept);
            SumOut(product, productSums, kept);
            Visit(sums, productSums, position + 1, kept, size);
        }

        private void SumOut(ReadOnlySpan<double> from, Span<double> to, int kept)
        {
            var inner = to.Length / kept;
            for (var k = 0; k < kept; k++)
            {
                var row = to.Slice(k * inner, inner);
                from.Slice(k * inner * states, inner).CopyTo(row);
                for (var v = 1; v < states; v++)
                {
                    var term = from.Slice(((k * states) + v) * inner, inner);
                    for (var x = 0; x < inner; x++)
                    {
                        row[x] += term[x];
                    }
                }
            }
        }
    }
}
