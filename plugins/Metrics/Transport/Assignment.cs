using Google.OrTools.Graph;
using Unmask.Numerics;

namespace Unmask.Plugins.Metrics.Transport;

/// <summary>Optimal transport between equally many sequences of equal weight: the cheapest assignment of one to another.</summary>
/// <remarks>
/// Solved by the cost-scaling assignment algorithm of Google OR-Tools, on distances rounded to 2^-30 of the largest of them: so exact where they are
/// integers, and else within 2^-30 of the largest. Thread-safe; allocates m² arcs.
/// </remarks>
internal static class Assignment
{
    private const double Steps = 1 << 30;

    /// <summary><c>min over permutations π of (1/m) Σ_k d(x_k, y_π(k))</c>.</summary>
    /// <param name="x">m sequences, one after the other, shape [m, L].</param>
    /// <param name="y">m sequences, shape [m, L].</param>
    /// <param name="length">L.</param>
    /// <param name="ground">The distance of symbols.</param>
    /// <param name="stop">Cancels before the library's own work, which cannot be interrupted.</param>
    public static double MeanDistance(ReadOnlySpan<int> x, ReadOnlySpan<int> y, int length, IGround ground, CancellationToken stop)
    {
        var count = x.Length / length;
        var (distances, largest) = (new double[count * count], 0.0);
        for (var k = 0; k < count; k++)
        {
            stop.ThrowIfCancellationRequested();
            for (var j = 0; j < count; j++)
            {
                var distance = Between(x.Slice(k * length, length), y.Slice(j * length, length), ground);
                distances[(k * count) + j] = distance;
                largest = Math.Max(largest, distance);
            }
        }

        if (largest == 0)
        {
            return 0;
        }

        var step = ground is HammingGround ? 1 : largest / Steps;
        using var problem = new LinearSumAssignment();
        for (var arc = 0; arc < distances.Length; arc++)
        {
            problem.AddArcWithCost(arc / count, arc % count, (long)Math.Round(distances[arc] / step));
        }

        if (problem.Solve() is var status and not LinearSumAssignment.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"The assignment of {count} sequences has no solution: {status}.");
        }

        var sum = new Sum();
        for (var k = 0; k < count; k++)
        {
            sum.Add(distances[(k * count) + problem.RightMate(k)]);
        }

        return sum.Value / count;
    }

    private static double Between(ReadOnlySpan<int> x, ReadOnlySpan<int> y, IGround ground)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] == y[i] ? 0 : ground.Distance(x[i], y[i]);
        }

        return sum;
    }
}
