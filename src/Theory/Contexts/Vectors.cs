using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Unmask.Theory;

/// <summary>Sums over rows that are padded to whole vectors of four. The order of addition is the same on every machine.</summary>
internal static class Vectors
{
    /// <summary>Rows are a multiple of this long.</summary>
    public const int Width = 4;

    /// <summary><c>into += scale · x</c>.</summary>
    public static void AddScaled(double scale, ReadOnlySpan<double> x, Span<double> into)
    {
        var scales = Vector256.Create(scale);
        var from = Of(x);
        var to = Of(into);
        for (var k = 0; k < to.Length; k++)
        {
            to[k] += scales * from[k];
        }
    }

    /// <summary><c>into += x ∘ y</c>.</summary>
    public static void AddProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> into)
    {
        var left = Of(x);
        var right = Of(y);
        var to = Of(into);
        for (var k = 0; k < to.Length; k++)
        {
            to[k] += left[k] * right[k];
        }
    }

    /// <summary><c>Σ x ∘ y</c>.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var left = Of(x);
        var right = Of(y);
        var sums = Vector256<double>.Zero;
        for (var k = 0; k < left.Length; k++)
        {
            sums += left[k] * right[k];
        }

        return Vector256.Sum(sums);
    }

    private static ReadOnlySpan<Vector256<double>> Of(ReadOnlySpan<double> x) => MemoryMarshal.Cast<double, Vector256<double>>(x);

    private static Span<Vector256<double>> Of(Span<double> x) => MemoryMarshal.Cast<double, Vector256<double>>(x);
}
