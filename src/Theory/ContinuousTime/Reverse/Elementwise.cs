using System.Numerics;
using System.Runtime.InteropServices;

namespace Unmask.Theory;

/// <summary>Operations on functions of the state, element by element: any width of vectors gives the same numbers.</summary>
internal static class Elementwise
{
    /// <summary><c>into += scale · x</c>.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> into)
    {
        var scales = new Vector<double>(scale);
        var from = Vectors(x);
        var to = Vectors(into);
        for (var k = 0; k < to.Length; k++)
        {
            to[k] += scales * from[k];
        }

        for (var k = to.Length * Vector<double>.Count; k < into.Length; k++)
        {
            into[k] += scale * x[k];
        }
    }

    /// <summary><c>into = scale · x</c>.</summary>
    public static void Scale(double scale, ReadOnlySpan<double> x, Span<double> into)
    {
        var scales = new Vector<double>(scale);
        var from = Vectors(x);
        var to = Vectors(into);
        for (var k = 0; k < to.Length; k++)
        {
            to[k] = scales * from[k];
        }

        for (var k = to.Length * Vector<double>.Count; k < into.Length; k++)
        {
            into[k] = scale * x[k];
        }
    }

    /// <summary><c>into = x ∘ y</c>.</summary>
    public static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> into)
    {
        var left = Vectors(x);
        var right = Vectors(y);
        var to = Vectors(into);
        for (var k = 0; k < to.Length; k++)
        {
            to[k] = left[k] * right[k];
        }

        for (var k = to.Length * Vector<double>.Count; k < into.Length; k++)
        {
            into[k] = x[k] * y[k];
        }
    }

    /// <summary><c>into += a ∘ b − c ∘ d</c>.</summary>
    public static void AddDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, ReadOnlySpan<double> d, Span<double> into)
    {
        var va = Vectors(a);
        var vb = Vectors(b);
        var vc = Vectors(c);
        var vd = Vectors(d);
        var to = Vectors(into);
        for (var k = 0; k < to.Length; k++)
        {
            to[k] += (va[k] * vb[k]) - (vc[k] * vd[k]);
        }

        for (var k = to.Length * Vector<double>.Count; k < into.Length; k++)
        {
            into[k] += (a[k] * b[k]) - (c[k] * d[k]);
        }
    }

    private static ReadOnlySpan<Vector<double>> Vectors(ReadOnlySpan<double> x) => MemoryMarshal.Cast<double, Vector<double>>(x);

    private static Span<Vector<double>> Vectors(Span<double> x) => MemoryMarshal.Cast<double, Vector<double>>(x);
}
