using System.Numerics;

namespace Unmask.Plugins.Data.Chains;

/// <summary>Products of row-major S × S matrices and vectors. Pure functions; spans in, spans out; they allocate nothing.</summary>
internal static class Matrices
{
    private const int ParallelFrom = 64;

    /// <summary><c>into_b = Σ_a f_a m_ab</c>: a law moved one step forward. <paramref name="into"/> must not overlap <paramref name="f"/>.</summary>
    public static void Forward(ReadOnlySpan<double> f, ReadOnlySpan<double> m, Span<double> into)
    {
        var states = f.Length;
        into.Clear();
        for (var a = 0; a < states; a++)
        {
            if (f[a] != 0)
            {
                AddScaled(f[a], m.Slice(a * states, states), into);
            }
        }
    }

    /// <summary><c>into_a = Σ_b m_ab g_b</c>: an expectation moved one step back. <paramref name="into"/> must not overlap <paramref name="g"/>.</summary>
    public static void Backward(ReadOnlySpan<double> m, ReadOnlySpan<double> g, Span<double> into)
    {
        var states = g.Length;
        for (var a = 0; a < states; a++)
        {
            into[a] = Dot(m.Slice(a * states, states), g);
        }
    }

    /// <summary><c>into = left · right</c>, each row renormalised to sum 1; rows in parallel where that helps, with the same result.</summary>
    public static void StochasticProduct(double[] left, double[] right, double[] into, int states)
    {
        if (states < ParallelFrom)
        {
            for (var a = 0; a < states; a++)
            {
                Row(a);
            }
        }
        else
        {
            Parallel.For(0, states, Row);
        }

        void Row(int a)
        {
            var row = into.AsSpan(a * states, states);
            Forward(left.AsSpan(a * states, states), right, row);
            Normalise(row);
        }
    }

    /// <summary>The transpose.</summary>
    public static double[] Transpose(ReadOnlySpan<double> m, int states)
    {
        var transposed = new double[m.Length];
        for (var a = 0; a < states; a++)
        {
            for (var b = 0; b < states; b++)
            {
                transposed[(b * states) + a] = m[(a * states) + b];
            }
        }

        return transposed;
    }

    /// <summary>Divides a row by its sum; false, and nothing done, where that is 0.</summary>
    public static bool Normalise(Span<double> row)
    {
        var sum = 0.0;
        foreach (var value in row)
        {
            sum += value;
        }

        if (!(sum > 0))
        {
            return false;
        }

        for (var v = 0; v < row.Length; v++)
        {
            row[v] /= sum;
        }

        return true;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (sum, v) = (0.0, 0);
        if (x.Length >= 2 * Vector<double>.Count)
        {
            var sums = Vector<double>.Zero;
            for (; v <= x.Length - Vector<double>.Count; v += Vector<double>.Count)
            {
                sums += new Vector<double>(x[v..]) * new Vector<double>(y[v..]);
            }

            sum = Vector.Sum(sums);
        }

        for (; v < x.Length; v++)
        {
            sum += x[v] * y[v];
        }

        return sum;
    }

    private static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> into)
    {
        var v = 0;
        if (x.Length >= 2 * Vector<double>.Count)
        {
            var scales = new Vector<double>(scale);
            for (; v <= x.Length - Vector<double>.Count; v += Vector<double>.Count)
            {
                (new Vector<double>(into[v..]) + (scales * new Vector<double>(x[v..]))).CopyTo(into[v..]);
            }
        }

        for (; v < x.Length; v++)
        {
            into[v] += scale * x[v];
        }
    }
}
