using System.Buffers;

namespace Unmask.Plugins.Predictors;

/// <summary>
/// Temperature, then top-k, then top-p: with <c>q ∝ p^{1/τ}</c>, <c>f(p)_v ∝ q_v</c> for v in K and 0 elsewhere, where K is the shortest start
/// of the k most probable symbols whose share of the probability of all k reaches topP.
/// </summary>
/// <remarks>
/// Symbols whose probability is that of the last one kept, within a factor <c>1 ± 1e-9</c>, count as equal to it: of those the lowest are
/// kept. A share reaches topP within 1e-9. Immutable, so thread-safe; allocates nothing once warm.
/// </remarks>
/// <param name="temperature">τ, above 0.</param>
/// <param name="topK">k, at least 1; null, or more than there are symbols, keeps all.</param>
/// <param name="topP">In (0, 1].</param>
internal sealed class WarpMap(double temperature, int? topK, double topP) : IRowMap
{
    private const double Tie = 1e-9;

    private readonly TemperedMap _tempered = new(temperature);

    /// <inheritdoc/>
    public bool IsIdentity => _tempered.IsIdentity && KeepsAll;

    private bool KeepsAll => topK is null && topP == 1;

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row)
    {
        if (_tempered.IsIdentity)
        {
            exact.CopyTo(row);
        }
        else
        {
            _tempered.Map(exact, row);
        }

        if (KeepsAll)
        {
            return;
        }

        var memory = ArrayPool<double>.Shared.Rent(row.Length);
        var ascending = memory.AsSpan(0, row.Length);
        row.CopyTo(ascending);
        ascending.Sort();
        var kept = Kept(ascending);
        Keep(row, kept, ascending[^kept]);
        ArrayPool<double>.Shared.Return(memory);
    }

    /// <summary>How many symbols are kept.</summary>
    private int Kept(ReadOnlySpan<double> ascending)
    {
        var most = Math.Min(topK ?? ascending.Length, ascending.Length);
        if (topP == 1)
        {
            return most;
        }

        var total = 0.0;
        for (var n = 1; n <= most; n++)
        {
            total += ascending[^n];
        }

        var (kept, share) = (0, 0.0);
        while (kept < most && share < (topP - Tie) * total)
        {
            share += ascending[^++kept];
        }

        return Math.Max(1, kept);
    }

    /// <summary>Keeps that many of the most probable symbols, the least of which has the probability <paramref name="least"/>, and normalises.</summary>
    private static void Keep(Span<double> row, int kept, double least)
    {
        var (above, near) = (least * (1 + Tie), least * (1 - Tie));
        var room = kept;
        foreach (var probability in row)
        {
            room -= probability > above ? 1 : 0;
        }

        var sum = 0.0;
        foreach (ref var probability in row)
        {
            if (!(probability > above) && (!(probability >= near) || room-- <= 0))
            {
                probability = 0;
            }

            sum += probability;
        }

        foreach (ref var probability in row)
        {
            probability /= sum;
        }
    }
}
