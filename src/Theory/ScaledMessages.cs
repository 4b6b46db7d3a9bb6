using System.Numerics;
using System.Runtime.InteropServices;

namespace Unmask.Theory;

/// <summary>The steps of a law with finite memory, each message divided by its sum. Nothing is allocated; thread-safe.</summary>
internal readonly struct ScaledMessages(ITransferLaw law)
{
    /// <summary>Writes <c>f_0</c>.</summary>
    /// <returns>The logarithm of what it was divided by; <c>−∞</c> if it is 0.</returns>
    public double Start(Span<double> f)
    {
        law.Start(f);
        return Scale(f);
    }

    /// <summary>Writes <c>f_{i+1}</c> from <c>f_i</c>.</summary>
    /// <returns>The logarithm of what it was divided by; <c>−∞</c> if it is 0.</returns>
    public double Forward(int i, int token, ReadOnlySpan<double> f, Span<double> next)
    {
        law.Forward(i, token, f, next);
        return Scale(next);
    }

    /// <summary>Writes <c>b_i</c> from <c>b_{i+1}</c>.</summary>
    /// <returns>The logarithm of what it was divided by; <c>−∞</c> if it is 0.</returns>
    public double Backward(int i, int token, ReadOnlySpan<double> f, ReadOnlySpan<double> next, Span<double> b)
    {
        law.Backward(i, token, f, next, b);
        return Scale(b);
    }

    private static double Scale(Span<double> message)
    {
        var blocks = MemoryMarshal.Cast<double, Vector<double>>(message);
        var rest = message[(blocks.Length * Vector<double>.Count)..];
        var sums = Vector<double>.Zero;
        foreach (var block in blocks)
        {
            sums += block;
        }

        var sum = Vector.Sum(sums);
        foreach (var value in rest)
        {
            sum += value;
        }

        if (sum > 0)
        {
            foreach (ref var block in blocks)
            {
                block /= sum;
            }

            foreach (ref var value in rest)
            {
                value /= sum;
            }
        }

        return Math.Log(sum);
    }
}
