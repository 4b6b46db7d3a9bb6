using Unmask.Numerics;

namespace Unmask.Plugins.Metrics.Kernels;

/// <summary>The quadratic form <c>v' K v</c> of a kernel on all sequences, exactly. Thread-safe.</summary>
internal static class KernelForm
{
    private const double MostPairs = 1 << 28;
    private const double MostOperations = 2e10;

    /// <summary>Whether it can be computed.</summary>
    public static Feasibility Check(Shape shape, IKernel kernel)
    {
        var (n, symbols) = (shape.Sequences, kernel.Find<ISymbolKernel>());
        if (symbols is null)
        {
            return n * n <= MostPairs
                ? Feasibility.Costs(n * n * shape.Length)
                : Feasibility.No($"{n:G3} sequences have {n * n:G3} pairs, more than the {MostPairs:G2} that a kernel without ISymbolKernel is asked for");
        }

        var operations = n * shape.Length * (symbols.TwoValues is null ? shape.States : 1);
        return operations <= MostOperations
            ? Feasibility.Costs(operations)
            : Feasibility.No($"{n:G3} sequences of {shape.Length} positions with {shape.States} symbols take {operations:G3} operations, more than {MostOperations:G1}");
    }

    /// <summary><c>Σ_xy v_x v_y K(x, y)</c>.</summary>
    /// <param name="shape">Length and symbols.</param>
    /// <param name="v">Shape [S^L], row-major.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="stop">Cancels.</param>
    public static double Of(Shape shape, ReadOnlySpan<double> v, IKernel kernel, CancellationToken stop) => kernel.Find<ISymbolKernel>() switch
    {
        null => ByPairs(shape, v, kernel, stop),
        { Multiplies: true } product => Product(shape, v, product, stop),
        var mean => Mean(shape, v, mean),
    };

    /// <summary>The product kernel is a Kronecker product: applied to one position after the other.</summary>
    private static double Product(Shape shape, ReadOnlySpan<double> v, ISymbolKernel kernel, CancellationToken stop)
    {
        var (states, applied) = (shape.States, v.ToArray());
        var (fibre, image) = (new double[states], new double[states]);
        for (var stride = v.Length / states; stride > 0; stride /= states)
        {
            for (var line = 0; line < v.Length / states; line++)
            {
                stop.ThrowIfCancellationRequested();
                var first = ((line / stride) * stride * states) + (line % stride);
                for (var a = 0; a < states; a++)
                {
                    fibre[a] = applied[first + (a * stride)];
                }

                Apply(kernel, fibre, image);
                for (var a = 0; a < states; a++)
                {
                    applied[first + (a * stride)] = image[a];
                }
            }
        }

        return Dot(v, applied);
    }

    /// <summary>The mean kernel sees the sums of v over all but one position.</summary>
    private static double Mean(Shape shape, ReadOnlySpan<double> v, ISymbolKernel kernel)
    {
        var (total, image) = (new Sum(), new double[shape.States]);
        for (var i = 0; i < shape.Length; i++)
        {
            var one = Sequences.Window(v, shape, i, 1);
            Apply(kernel, one, image);
            total.Add(Dot(one, image));
        }

        return total.Value / shape.Length;
    }

    /// <summary><c>Σ_b k(a, b) v_b</c>.</summary>
    private static void Apply(ISymbolKernel kernel, double[] v, double[] image)
    {
        if (kernel.TwoValues is var (same, different))
        {
            var others = different * Sum.Of(v);
            for (var a = 0; a < v.Length; a++)
            {
                image[a] = others + ((same - different) * v[a]);
            }

            return;
        }

        for (var a = 0; a < v.Length; a++)
        {
            image[a] = 0;
            for (var b = 0; b < v.Length; b++)
            {
                image[a] += kernel.Symbol(a, b) * v[b];
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = new Sum();
        for (var x = 0; x < left.Length; x++)
        {
            sum.Add(left[x] * right[x]);
        }

        return sum.Value;
    }

    private static double ByPairs(Shape shape, ReadOnlySpan<double> v, IKernel kernel, CancellationToken stop)
    {
        var (x, y, total) = (new int[shape.Length], new int[shape.Length], new Sum());
        for (var a = 0; a < v.Length; a++)
        {
            stop.ThrowIfCancellationRequested();
            if (v[a] == 0)
            {
                continue;
            }

            Sequences.Tokens(shape, a, x);
            for (var b = 0; b <= a; b++)
            {
                if (v[b] != 0)
                {
                    Sequences.Tokens(shape, b, y);
                    total.Add((a == b ? 1 : 2) * v[a] * v[b] * kernel.Value(x, y));
                }
            }
        }

        return total.Value;
    }
}
