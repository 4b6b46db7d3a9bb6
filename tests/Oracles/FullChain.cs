namespace Unmask.Tests.Oracles;

/// <summary>
/// The forward chain on [n]^d and its approximate reverse by full matrices on states: K (6), (12), (15)–(18), with time counted in B, at unit rate.
/// </summary>
/// <param name="token">Generator of one token, n × n.</param>
/// <param name="length">d.</param>
public sealed class FullChain(double[,] token, int length)
{
    /// <summary>A score estimate: of t in B, the law there, state x, position i, symbol v; <c>exact</c> is p(y)/p(x).</summary>
    public delegate double Score(double b, int x, int position, int symbol, double exact);

    public int Symbols => token.GetLength(0);

    public int States => Laws.Count(length, Symbols);

    /// <summary>The generator on states: sums of token generators.</summary>
    public double[,] Generator()
    {
        var q = new double[States, States];
        for (var x = 0; x < States; x++)
        {
            var tokens = Laws.Tokens(x, length, Symbols);
            for (var i = 0; i < length; i++)
            {
                for (var v = 0; v < Symbols; v++)
                {
                    var other = (int[])tokens.Clone();
                    other[i] = v;
                    q[x, Laws.Index(other, Symbols)] += token[tokens[i], v];
                }
            }
        }

        return q;
    }

    /// <summary><c>p exp(B Q)</c>.</summary>
    public double[] Law(double[] p, double b) => Exponential(Generator(), b, p, transposed: true);

    /// <summary>The approximate reverse generator at B: <c>Q̃(x, y) = Q(y, x) s̃(x)_y</c>, rows sum to 0.</summary>
    public double[,] Reverse(double[] data, double b, Score score)
    {
        var (q, p) = (Generator(), Law(data, b));
        var reverse = new double[States, States];
        foreach (var (x, y, i, v) in Pairs())
        {
            if (q[y, x] > 0 && p[x] > 0)
            {
                reverse[x, y] = q[y, x] * score(b, x, i, v, p[y] / p[x]);
                reverse[x, x] -= reverse[x, y];
            }
        }

        return reverse;
    }

    /// <summary>The law of the reverse chain at a B, from a law at another: frozen generators on cells of log B, three times refined and extrapolated.</summary>
    public double[] ReverseLaw(double[] data, double[] start, double from, double to, Score score, int cells) =>
        Extrapolated(cells, count => Cells(from, to, count).Aggregate(start, (law, cell) => Exponential(Reverse(data, cell.Middle, score), cell.Width, law, transposed: true)));

    /// <summary>The expectation of an observable at a lower B, given the state at a higher one: the adjoint K (18).</summary>
    public double[] Expectation(double[] data, double[] observable, double from, double to, Score score, int cells) =>
        Extrapolated(cells, count => Cells(from, to, count).Reverse().Aggregate(observable, (phi, cell) => Exponential(Reverse(data, cell.Middle, score), cell.Width, phi, transposed: false)));

    /// <summary>
    /// <c>∫ Σ_{x,y} term(B, p(x), Q(y, x), s, s̃, (x, y, i)) dB</c> between two B above 0, by Simpson's rule in log B, refined once and extrapolated.
    /// </summary>
    public double Integral(double[] data, double from, double to, Score score, int cells, Func<double, double, double, double, double, (int X, int Y, int Position), double> term)
    {
        var q = Generator();
        var (values, h) = (new double[(4 * cells) + 1], Math.Log(to / from) / (4 * cells));
        for (var k = 0; k < values.Length; k++)
        {
            var b = from * Math.Exp(k * h);
            var p = Law(data, b);
            foreach (var (x, y, i, v) in Pairs())
            {
                if (q[y, x] > 0 && p[x] > 0)
                {
                    values[k] += b * term(b, p[x], q[y, x], p[y] / p[x], score(b, x, i, v, p[y] / p[x]), (x, y, i));
                }
            }

        }

        double Simpson(int every) => Enumerable.Range(0, ((values.Length - 1) / every) + 1).Sum(k => (k == 0 || k * every == values.Length - 1 ? 1 : k % 2 == 1 ? 4 : 2) * values[k * every]) * every * h / 3;
        return ((16 * Simpson(1)) - Simpson(2)) / 15;
    }

    /// <summary>All ordered pairs of states that differ in one token: x, y, the position and y's symbol there.</summary>
    public IEnumerable<(int X, int Y, int Position, int Symbol)> Pairs()
    {
        for (var x = 0; x < States; x++)
        {
            var tokens = Laws.Tokens(x, length, Symbols);
            for (var i = 0; i < length; i++)
            {
                for (var v = 0; v < Symbols; v++)
                {
                    if (v != tokens[i])
                    {
                        var other = (int[])tokens.Clone();
                        other[i] = v;
                        yield return (x, Laws.Index(other, Symbols), i, v);
                    }
                }
            }
        }
    }

    /// <summary><c>exp(bA) v</c>, or <c>exp(bAᵀ) v</c>, by Taylor series over pieces of norm at most ½.</summary>
    public static double[] Exponential(double[,] a, double b, double[] v, bool transposed)
    {
        var n = v.Length;
        var norm = 0.0;
        for (var x = 0; x < n; x++)
        {
            norm = Math.Max(norm, Math.Abs(b * a[x, x]));
        }

        var pieces = 1 + (int)(4 * norm);
        for (var piece = 0; piece < pieces; piece++)
        {
            var (sum, power) = ((double[])v.Clone(), v);
            for (var k = 1; k <= 24; k++)
            {
                var next = new double[n];
                for (var x = 0; x < n; x++)
                {
                    for (var y = 0; y < n; y++)
                    {
                        next[x] += (transposed ? a[y, x] : a[x, y]) * power[y] * b / pieces / k;
                    }
                }

                power = next;
                for (var x = 0; x < n; x++)
                {
                    sum[x] += power[x];
                }
            }

            v = sum;
        }

        return v;
    }

    private static IEnumerable<(double Middle, double Width)> Cells(double from, double to, int count)
    {
        var h = Math.Log(to / from) / count;
        for (var k = 0; k < count; k++)
        {
            var middle = from * Math.Exp((k + 0.5) * h);
            yield return (middle, Math.Abs(h) * middle);
        }
    }

    private static double[] Extrapolated(int cells, Func<int, double[]> of)
    {
        var (a, b, c) = (of(cells), of(2 * cells), of(4 * cells));
        return [.. a.Select((_, x) =>
        {
            var (first, second) = (((4 * b[x]) - a[x]) / 3, ((4 * c[x]) - b[x]) / 3);
            return ((16 * second) - first) / 15;
        })];
    }
}
