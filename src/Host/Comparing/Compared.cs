using MathNet.Numerics.Distributions;

namespace Unmask.Host.Comparing;

/// <summary>A difference, and how sure it is.</summary>
/// <param name="Difference">The difference.</param>
internal sealed record Compared(Difference Difference)
{
    /// <summary>The chance that is taken of a difference that is not there, over all comparisons made at once.</summary>
    public const double Level = 0.05;

    /// <summary>The difference in standard errors; null where there is none.</summary>
    public double? Statistic => Difference.Error is not { } error || Difference.IsZero ? null : error == 0 ? Math.CopySign(double.PositiveInfinity, Difference.Value) : Difference.Value / error;

    /// <summary>The two-sided p-value of Student's t; 1 where every sample is the same, null where there is nothing to test.</summary>
    public double? P => Difference is { Error: not null, IsZero: true } ? 1
        : Statistic is not { } t ? null
        : double.IsInfinity(t) ? 0
        : Difference.Freedom is { } freedom && double.IsFinite(freedom) ? 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)) : 2 * Normal.CDF(0, 1, -Math.Abs(t));

    /// <summary>The same after Holm's correction for all comparisons that were made at once.</summary>
    public double? Adjusted { get; init; }

    /// <summary>What it comes to.</summary>
    /// <param name="better">Which way the value is better.</param>
    public Verdict Verdict(Better better)
    {
        if (Difference.IsZero)
        {
            return Comparing.Verdict.Equal;
        }

        var sure = Difference.Pairing switch
        {
            Pairing.Exact => true,
            Pairing.None => double.IsInfinity(Difference.Value),
            _ => Adjusted <= Level,
        };
        return !sure ? Difference.Pairing == Pairing.None ? Comparing.Verdict.Unknown : Comparing.Verdict.Unseen
            : better == Better.Neither ? Comparing.Verdict.Differs
            : Difference.Value > 0 == (better == Better.Larger) ? Comparing.Verdict.Better : Comparing.Verdict.Worse;
    }

    /// <summary>Holm's correction: with p-values in ascending order, <c>max_{j ≤ i} min(1, (m − j + 1) p_(j))</c>; it holds whatever the tests have in common.</summary>
    /// <remarks>S. Holm, Scandinavian Journal of Statistics 6, 1979.</remarks>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var largest = 0.0;
        foreach (var (rank, (index, value)) in p.Index().OrderBy(each => each.Item).Index())
        {
            largest = Math.Max(largest, Math.Min(1, (p.Count - rank) * value));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
