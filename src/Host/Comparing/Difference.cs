using Unmask.Host.Runs;
using Unmask.Numerics;

namespace Unmask.Host.Comparing;

/// <summary>A value less that of the reference.</summary>
/// <param name="Value">The difference.</param>
/// <param name="Error">Its standard error; null where it is exact, or has none.</param>
/// <param name="Pairing">Where the error is from.</param>
/// <param name="Freedom">The error's degrees of freedom; null where there is none.</param>
/// <param name="Seeds">The number of seeds that it is of.</param>
internal sealed record Difference(double Value, double? Error, Pairing Pairing, double? Freedom, int Seeds)
{
    /// <summary>What rounding may do to equal numbers, of the larger of them.</summary>
    private const double Rounding = 1e-12;

    /// <summary>True if it is 0 up to rounding; where it is paired, in every sample or seed.</summary>
    public bool IsZero { get; private init; }

    /// <summary>The difference with the best error that there is.</summary>
    /// <param name="reference">Is taken away.</param>
    /// <param name="other">From this.</param>
    /// <remarks>
    /// Exact values have an exact difference. Estimates of the same seed and samples are paired by groups of samples: with <c>d_k</c> the difference of the means
    /// of group k of <c>n_k</c> samples, the error of one seed is <c>√(Σ n_k (d_k − d)² / (G − 1) / n)</c>, and of N seeds <c>√(Σ e²)/N</c>. Without groups, two or more
    /// seeds that both have are paired: <c>√(Σ (d_s − d)² / (N − 1) / N)</c>. Else errors are added in quadrature, with the degrees of freedom of Welch and Satterthwaite.
    /// </remarks>
    public static Difference Of(Measured reference, Measured other)
    {
        var (from, to) = (reference.Value, other.Value);
        if (!double.IsFinite(from) || !double.IsFinite(to))
        {
            var same = from.Equals(to) && !double.IsNaN(from);
            return new Difference(same ? 0 : to - from, null, Pairing.None, null, 0) { IsZero = same };
        }

        if (reference.IsExact && other.IsExact)
        {
            return new Difference(to - from, null, Pairing.Exact, null, 0) { IsZero = Near(to - from, from, to) };
        }

        var both = reference.Seeds.Join(other.Seeds, seed => seed.Key, seed => seed.Key, (a, b) => (A: a.Value, B: b.Value)).ToList();
        if (both.Count > 0 && both.TrueForAll(pair => pair.A.Parts is { } a && pair.B.Parts is { } b && a.Count == b.Count && pair.A.Samples == pair.B.Samples))
        {
            var errors = both.Select(pair => Paired(pair.A.Parts!, pair.B.Parts!, pair.A.Samples!.Value)).ToList();
            var freedom = both.Sum(pair => pair.A.Parts!.Count - 1.0);
            return Averaged(both, Math.Sqrt(errors.Sum(error => error * error)) / both.Count, Pairing.Samples, freedom);
        }

        return both.Count > 1
            ? Averaged(both, Measured.OverSeeds([.. both.Select(pair => pair.B.Value - pair.A.Value)]), Pairing.Seeds, both.Count - 1)
            : Independent(reference, other);
    }

    /// <summary>The standard error of the difference of two means over the same n samples, from the means of groups of neighbours.</summary>
    public static double Paired(IReadOnlyList<double> reference, IReadOnlyList<double> other, long samples)
    {
        var (mean, squares) = (new Sum(), new Sum());
        for (var k = 0; k < reference.Count; k++)
        {
            mean.Add(Size(k) * (other[k] - reference[k]));
        }

        for (var k = 0; k < reference.Count; k++)
        {
            var off = other[k] - reference[k] - (mean.Value / samples);
            squares.Add(Size(k) * off * off);
        }

        return Math.Sqrt(squares.Value / (reference.Count - 1) / samples);

        double Size(int k) => (double)(((Int128)(k + 1) * samples / reference.Count) - ((Int128)k * samples / reference.Count));
    }

    private static Difference Averaged(List<(MetricValue A, MetricValue B)> both, double error, Pairing pairing, double freedom)
    {
        var value = Sum.Of([.. both.Select(pair => pair.B.Value - pair.A.Value)]) / both.Count;
        var (from, to) = (both[0].A.Value, both[0].B.Value);
        return new Difference(value, error, pairing, freedom, both.Count) { IsZero = Near(value, from, to) && Near(error, from, to) };
    }

    private static Difference Independent(Measured reference, Measured other)
    {
        var value = other.Value - reference.Value;
        if ((reference.IsExact ? 0 : reference.Error) is not { } a || (other.IsExact ? 0 : other.Error) is not { } b)
        {
            return new Difference(value, null, Pairing.None, null, 0) { IsZero = Near(value, reference.Value, other.Value) };
        }

        var (va, vb) = (a * a, b * b);
        var freedom = va + vb == 0 ? double.PositiveInfinity : (va + vb) * (va + vb) / ((va * va / reference.Freedom) + (vb * vb / other.Freedom));
        return new Difference(value, Math.Sqrt(va + vb), Pairing.Independent, freedom, Math.Max(reference.Seeds.Count, other.Seeds.Count))
        {
            IsZero = Near(value, reference.Value, other.Value),
        };
    }

    private static bool Near(double number, double from, double to) => Math.Abs(number) <= Rounding * Math.Max(Math.Abs(from), Math.Abs(to));
}
