using System.Numerics;

namespace Unmask.Theory;

/// <summary>Products of row-major matrices and vectors. Pure functions; spans in, spans out; they allocate nothing.</summary>
public static class Matrices
{
    private const int ParallelFrom = 64;

    /// <summary><c>into_b = Σ_a f_a m_ab</c>: a law moved one step forward. <paramref name="into"/> must not overlap <paramref name="f"/>.</summary>
    /// <param name="f">Shape [rows].</param>
    /// <param name="m">Shape [rows × columns].</param>
    /// <param name="into">Receives the product, shape [columns].</param>
    public static void Forward(ReadOnlySpan<double> f, ReadOnlySpan<double> m, Span<double> into)
    {
        into.Clear();
        for (var a = 0; a < f.Length; a++)
        {
            if (f[a] != 0)
            {
                AddScaled(f[a], m.Slice(a * into.Length, into.Length), into);
            }
        }
    }

    /// <summary><c>into_a = Σ_b m_ab g_b</c>: an expectation moved one step back. <paramref name="into"/> must not overlap <paramref name="g"/>.</summary>
    /// <param name="m">Shape [rows × columns].</param>
    /// <param name="g">Shape [columns].</param>
    /// <param name="into">Receives the product, shape [rows].</param>
    public static void Backward(ReadOnlySpan<double> m, ReadOnlySpan<double> g, Span<double> into)
    {
        for (var a = 0; a < into.Length; a++)
        {
            into[a] = Dot(m.Slice(a * g.Length, g.Length), g);
        }
    }

    /// <summary><c>into = left · right</c>, each row renormalised to sum 1; rows in parallel where that helps, with the same result.</summary>
    /// <param name="left">Shape [S × S].</param>
    /// <param name="right">Shape [S × S].</param>
    /// <param name="into">Receives the product, shape [S × S]; other memory than the factors.</param>
    /// <param name="states">S.</param>
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
    /// <param name="m">Shape [S × S].</param>
    /// <param name="states">S.</param>
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
    /// <param name="row">Entries of at least 0.</param>
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

    /// <summary><c>Σ_v x_v y_v</c> of two rows of one length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
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

    /// <summary><c>into_v += scale · x_v</c> on two rows of one length.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> into)
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
