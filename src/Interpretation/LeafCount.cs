namespace Unmask.Interpretation;

/// <summary>How many outcomes an enumeration of a size law follows.</summary>
internal static class LeafCount
{
    /// <summary><c>Σ_(w,s) C(L,w) S^w · C(L−w,s) S^s</c> over the visited pairs.</summary>
    public static double Of(Shape shape, SizeVisits visits)
    {
        var (length, states) = shape;
        var leaves = 0.0;
        foreach (var visit in visits.All)
        {
            leaves += Binomial.Of(length, visit.Revealed) * Binomial.Of(length - visit.Revealed, visit.Size) * Math.Pow(states, visit.Revealed + visit.Size);
        }

        return leaves;
    }
}
