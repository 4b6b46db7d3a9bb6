namespace Unmask.Host.Reporting;

/// <summary>How many tokens each step of a schedule revealed, told from what a run folder holds.</summary>
internal static class RevealSizes
{
    /// <summary>How near a step's error has to come, relative to <c>h(0)</c>: sums over a curve are exact to about 1e-13.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>
    /// The sizes with which each step adds what it did: <c>s_t</c> solves <c>s (c−h)(w_t) + Σ_{k&lt;s} (h(w_t) − h(w_t+k)) = kl.step_t</c> (T 1.6),
    /// one step after the other.
    /// </summary>
    /// <param name="information">h, shape [L].</param>
    /// <param name="crossEntropy">c, shape [L]; h itself for an exact predictor.</param>
    /// <param name="steps">What each step adds to <c>kl</c>.</param>
    /// <returns>The sizes, which sum to L; null where no sizes add as much (they are random, or positions are not uniform), or several do.</returns>
    public static int[]? Of(ReadOnlySpan<double> information, ReadOnlySpan<double> crossEntropy, ReadOnlySpan<double> steps)
    {
        var length = information.Length;
        if (crossEntropy.Length != length || steps.IsEmpty || steps.Length > length)
        {
            return null;
        }

        var tolerance = Tolerance * Math.Max(Math.Abs(information[0]), double.Epsilon);
        var sizes = new int[steps.Length];
        var revealed = 0;
        for (var t = 0; t < sizes.Length; t++)
        {
            var last = t == sizes.Length - 1;
            var most = length - revealed - (sizes.Length - 1 - t);
            var added = 0.0;
            for (var size = 1; size <= most; size++)
            {
                added += crossEntropy[revealed] - information[revealed + size - 1];
                if (Math.Abs(added - steps[t]) > tolerance * size || (last && size != most))
                {
                    continue;
                }

                if (sizes[t] > 0)
                {
                    return null;
                }

                sizes[t] = size;
            }

            if (sizes[t] == 0)
            {
                return null;
            }

            revealed += sizes[t];
        }

        return sizes;
    }

    /// <summary>The sizes of one generated sequence of which every position was drawn once; null for any other.</summary>
    /// <param name="draw">The sequence.</param>
    public static int[]? Of(Runs.Draw draw)
    {
        var once = draw.Moves.Count == draw.Tokens.Count && draw.Moves.Select(move => move.Position).Distinct().Count() == draw.Tokens.Count && draw.Moves.All(move => move.Step >= 0);
        return once ? [.. draw.Moves.GroupBy(move => move.Step).OrderBy(step => step.Key).Select(step => step.Count())] : null;
    }
}
