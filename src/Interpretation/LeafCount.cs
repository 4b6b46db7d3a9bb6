namespace Unmask.Interpretation;

/// <summary>Estimates, before anything runs, how many outcomes an enumeration has to follow.</summary>
internal static class LeafCount
{
    /// <summary>
    /// With a size law: <c>Σ_(w,s) C(L,w) S^w · C(L−w,s) S^s</c> over the visited pairs. Otherwise, for one order per state,
    /// <c>Σ_w S^w ≤ 2 S^L</c>; for a sampler that idles or revises, a step of a grid, <c>Σ_w C(L,w) S^w (S+1)^{L−w} = (2S+1)^L</c>. One that
    /// branches more is stopped at the limit while it runs.
    /// </summary>
    public static double Of(Shape shape, ISampler? sampler, SizeVisits? visits)
    {
        if (visits is null)
        {
            return sampler is { Idles: true } or { Revises: true } ? Math.Pow((2 * shape.States) + 1, shape.Length) : 2 * shape.Sequences;
        }

        var (length, states) = shape;
        var logFactorial = new double[length + 1];
        for (var n = 1; n <= length; n++)
        {
            logFactorial[n] = logFactorial[n - 1] + Math.Log(n);
        }

        var leaves = 0.0;
        foreach (var visit in visits.All)
        {
            var after = visit.Revealed + visit.Size;
            leaves += Math.Exp(
                logFactorial[length] - logFactorial[visit.Revealed] - logFactorial[visit.Size] - logFactorial[length - after]
                + (after * Math.Log(states)));
        }

        return leaves;
    }
}
