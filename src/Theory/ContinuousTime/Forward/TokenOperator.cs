using System.Numerics;

namespace Unmask.Theory;

/// <summary>A linear map <c>y_v = Σ_u M_vu x_u</c> of the symbols of one token, applied to one position of all states.</summary>
/// <remarks>Either a matrix, O(n²) per fibre, or a diagonal plus a matrix of rank one, O(n). Immutable, so thread-safe.</remarks>
internal sealed class TokenOperator
{
    private readonly double[]? _matrix;
    private readonly double[] _diagonal = [];
    private readonly double[] _left = [];
    private readonly double[] _right = [];

    private TokenOperator(double[] matrix) => _matrix = matrix;

    private TokenOperator(double[] diagonal, double[] left, double[] right) => (_diagonal, _left, _right) = (diagonal, left, right);

    /// <summary><c>M</c> as a matrix, shape [n × n].</summary>
    public static TokenOperator Matrix(double[] matrix) => new(matrix);

    /// <summary><c>M_vu = diagonal_v 1[u = v] + left_v right_u</c>.</summary>
    public static TokenOperator RankOne(double[] diagonal, double[] left, double[] right) => new(diagonal, left, right);

    /// <summary>Applies the map to a position of a function on the space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="position">The position.</param>
    /// <param name="x">Shape [n^d].</param>
    /// <param name="y">Receives the image; may be the same span as x.</param>
    public void Apply(TokenSpace space, int position, ReadOnlySpan<double> x, Span<double> y)
    {
        var stride = space.Stride(position);
        var block = stride * space.Symbols;
        for (var first = 0; first < space.States; first += block)
        {
            if (_matrix is null)
            {
                RankOne(x.Slice(first, block), y.Slice(first, block), stride);
            }
            else
            {
                Matrix(_matrix, x.Slice(first, block), y.Slice(first, block), stride);
            }
        }
    }

    private void RankOne(ReadOnlySpan<double> x, Span<double> y, int stride)
    {
        var j = 0;
        for (; j <= stride - Vector<double>.Count; j += Vector<double>.Count)
        {
            var sum = Vector<double>.Zero;
            for (var (u, k) = (0, j); u < _right.Length; u++, k += stride)
            {
                sum += _right[u] * new Vector<double>(x[k..]);
            }

            for (var (v, k) = (0, j); v < _left.Length; v++, k += stride)
            {
                ((_diagonal[v] * new Vector<double>(x[k..])) + (_left[v] * sum)).CopyTo(y[k..]);
            }
        }

        for (; j < stride; j++)
        {
            var sum = 0.0;
            for (var (u, k) = (0, j); u < _right.Length; u++, k += stride)
            {
                sum += _right[u] * x[k];
            }

            for (var (v, k) = (0, j); v < _left.Length; v++, k += stride)
            {
                y[k] = (_diagonal[v] * x[k]) + (_left[v] * sum);
            }
        }
    }

    private static void Matrix(double[] matrix, ReadOnlySpan<double> x, Span<double> y, int stride)
    {
        var n = x.Length / stride;
        Span<double> fibre = n <= 256 ? stackalloc double[n] : new double[n];
        for (var j = 0; j < stride; j++)
        {
            for (var u = 0; u < n; u++)
            {
                fibre[u] = x[j + (u * stride)];
            }

            for (var v = 0; v < n; v++)
            {
                var row = matrix.AsSpan(v * n, n);
                var sum = 0.0;
                for (var u = 0; u < n; u++)
                {
                    sum += row[u] * fibre[u];
                }

                y[j + (v * stride)] = sum;
            }
        }
    }
}
