namespace Unmask.Theory;

/// <summary>The forward recursion of a size law on (step, tokens revealed): exact expectations over random sizes (T 1.6).</summary>
public static class SizeRecursion
{
    /// <summary>How far from 1 the sum of a size law may be.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>States less probable than this are left out: their total is far below the rounding of any sum.</summary>
    public const double Negligible = 1e-60;

    /// <summary>The most sizes with their probabilities that are held (16 bytes each); a law that comes again at another step is held once.</summary>
    public const int MostHeld = 50_000_000;

    /// <summary>The most steps that a law that idles may take.</summary>
    public const int MostSteps = 1 << 20;

    /// <summary>
    /// <c>P(step j+1 starts at w+k) = Σ_w P(step j starts at w) · P(size k | j, L−w)</c>, from <c>P(step 0 starts at 0) = 1</c>.
    /// </summary>
    /// <param name="law">The size law; each law is divided by its sum.</param>
    /// <param name="length">Sequence length L, at least 1.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <returns>Every reachable (step, revealed, size) and its probability, in that order, from states that are not <see cref="Negligible"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">
    /// The law breaks its contract (the message names the step), or more than <see cref="MostHeld"/> sizes would be held.
    /// </exception>
    public static SizeVisits Visits(ISizeLaw law, int length, CancellationToken stop) => Visits(law, false, length, MostHeld, stop);

    /// <summary>The same for a law that may idle: what its probabilities lack to 1 is that of a step that reveals nothing, which is no visit.</summary>
    /// <param name="law">The size law.</param>
    /// <param name="idles">Whether it may idle.</param>
    /// <param name="length">Sequence length L, at least 1.</param>
    /// <param name="stop">Cancels between steps.</param>
    public static SizeVisits Visits(ISizeLaw law, bool idles, int length, CancellationToken stop) => Visits(law, idles, length, MostHeld, stop);

    internal static SizeVisits Visits(ISizeLaw law, bool idles, int length, int most, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var visits = new VisitTable(length);
        var sizes = new double[length];
        Array.Fill(sizes, double.NaN);
        var arriving = new double[length + 1];
        var reached = new List<int>();
        List<(int Revealed, double Probability)> states = [(0, 1.0)];

        for (var step = 0; states.Count > 0; step++)
        {
            stop.ThrowIfCancellationRequested();
            RequireEnd(law, idles, step);
            foreach (var (revealed, probability) in states)
            {
                var written = Law(law, idles, step, sizes.AsSpan(0, length - revealed), out var nothing);
                Arrive(revealed, probability * nothing);
                visits.Add(step, revealed, probability, written);
                RequireRoom(visits.Held <= most, step, revealed, length);
                for (var size = 1; size <= written.Length; size++)
                {
                    var joint = probability * written[size - 1];
                    if (joint >= Negligible)
                    {
                        Arrive(revealed + size, joint);
                    }
                }

                written.Fill(double.NaN);
            }

            states.Clear();
            reached.Sort();
            foreach (var revealed in reached)
            {
                if (revealed < length && arriving[revealed] >= Negligible)
                {
                    states.Add((revealed, arriving[revealed]));
                }

                arriving[revealed] = 0;
            }

            reached.Clear();
        }

        return new SizeVisits(length, visits);

        void Arrive(int revealed, double probability)
        {
            if (arriving[revealed] == 0 && probability > 0)
            {
                reached.Add(revealed);
            }

            arriving[revealed] += probability;
        }
    }

    /// <summary>The law of the sizes from 1 on, and the probability of nothing.</summary>
    private static Span<double> Law(ISizeLaw law, bool idles, int step, Span<double> sizes, out double nothing)
    {
        var left = sizes.Length;
        var largest = law.Sizes(step, left, sizes);
        if (largest < (idles ? 0 : 1) || largest > left)
        {
            throw Broken(law, step, left, $"returned {largest} as the largest size, expected {(idles ? 0 : 1)} to {left}");
        }

        var written = sizes[..largest];
        var sum = 0.0;
        for (var k = 0; k < largest; k++)
        {
            if (!(written[k] >= 0))
            {
                var got = double.IsNaN(written[k]) ? "NaN, or nothing," : $"{written[k]}";
                throw Broken(law, step, left, $"wrote {got} as the probability of size {k + 1}, expected at least 0 for every size up to the {largest} it returned");
            }

            sum += written[k];
        }

        if (!(sum <= 1 + Tolerance && (idles || sum >= 1 - Tolerance)))
        {
            throw Broken(law, step, left, $"wrote probabilities that sum to {sum:R}, expected {(idles ? "at most " : "")}1 within {Tolerance}");
        }

        var total = idles && sum < 1 ? 1 : sum;
        for (var k = 0; k < largest && total != 1; k++)
        {
            written[k] /= total;
        }

        nothing = Math.Max(0, total - sum);
        return written;
    }

    private static void RequireEnd(ISizeLaw law, bool idles, int step)
    {
        if (idles && step >= MostSteps)
        {
            throw new InvalidOperationException($"Size law {law.GetType().Name} still goes on after {MostSteps} steps.");
        }
    }

    private static InvalidOperationException Broken(ISizeLaw law, int step, int left, string what) =>
        new($"Size law {law.GetType().Name} at step {step} (0-based, in reveal order) with {left} left {what}.");

    private static void RequireRoom(bool fits, int step, int revealed, int length)
    {
        if (!fits)
        {
            throw new InvalidOperationException(
                $"The size law has more sizes to hold than fit in memory at length {length} " +
                $"(by step {step} with {revealed} revealed). Try a shorter length, fewer possible sizes, or an estimate from samples.");
        }
    }
}
