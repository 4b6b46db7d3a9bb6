using Unmask.Numerics;

namespace Unmask.Plugins.Metrics.Kernels;

/// <summary>The quadratic form <c>v' K v</c> of a kernel on all sequences, exactly. Thread-safe.</summary>
internal static class KernelForm
{
    private const double MostPairs = 1 << 28;
    private const double MostOperations = 1e11;

    /// <summary>Whether it can be computed.</summary>
    public static Feasibility Check(Shape shape, IKernel kernel)
    {
        var (n, operations) = (shape.Sequences, shape.Sequences * shape.Length * shape.States);
        return kernel.Find<ISymbolKernel>() is null && n * n > MostPairs
            ? Feasibility.No($"{n:G3} sequences have {n * n:G3} pairs, more than the {MostPairs:G2} that a kernel without ISymbolKernel is asked for")
            : operations > MostOperations
                ? Feasibility.No($"{n:G3} sequences of {shape.Length} positions with {shape.States} symbols take {operations:G3} operations, more than {MostOperations:G1}")
                : Feasibility.Costs(kernel.Find<ISymbolKernel>() is null ? n * n * shape.Length : operations);
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
        var (states, applied, fibre) = (shape.States, v.ToArray(), new double[shape.States]);
        for (var stride = v.Length / states; stride > 0; stride /= states)
        {
            for (var first = 0; first < v.Length; first++)
            {
                if (first / stride % states != 0)
                {
                    continue;
                }

                stop.ThrowIfCancellationRequested();
                for (var a = 0; a < states; a++)
                {
                    fibre[a] = applied[first + (a * stride)];
                }

                for (var a = 0; a < states; a++)
                {
                    var sum = 0.0;
                    for (var b = 0; b < states; b++)
                    {
                        sum += kernel.Symbol(a, b) * fibre[b];
                    }

                    applied[first + (a * stride)] = sum;
                }
            }
        }

        var total = new Sum();
        for (var x = 0; x < v.Length; x++)
        {
            total.Add(v[x] * applied[x]);
        }

        return total.Value;
    }

    /// <summary>The mean kernel sees the sums of v over all but one position.</summary>
    private static double Mean(Shape shape, ReadOnlySpan<double> v, ISymbolKernel kernel)
    {
        var total = new Sum();
        for (var i = 0; i < shape.Length; i++)
        {
            var one = Sequences.Window(v, shape, i, 1);
            for (var a = 0; a < one.Length; a++)
            {
                for (var b = 0; b < one.Length; b++)
                {
                    total.Add(one[a] * one[b] * kernel.Symbol(a, b));
                }
            }
        }

        return total.Value / shape.Length;
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
