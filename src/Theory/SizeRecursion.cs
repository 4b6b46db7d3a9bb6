namespace Unmask.Theory;

/// <summary>The forward recursion of a size law on (step, tokens revealed): exact expectations over random sizes (T 1.6).</summary>
public static class SizeRecursion
{
    /// <summary>How far from 1 the sum of a size law may be.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>States less probable than this are left out: their total is far below the rounding of any sum.</summary>
    public const double Negligible = 1e-60;

    /// <summary>The most visits that are kept (24 bytes each).</summary>
    public const int MostVisits = 50_000_000;

    /// <summary>
    /// <c>P(step j+1 starts at w+k) = Σ_w P(step j starts at w) · P(size k | j, L−w)</c>, from <c>P(step 0 starts at 0) = 1</c>.
    /// </summary>
    /// <param name="law">The size law; each law is divided by its sum.</param>
    /// <param name="length">Sequence length L, at least 1.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <returns>Every reachable (step, revealed, size) and its probability, in that order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">
    /// The law breaks its contract (the message names the step), or there are more than <see cref="MostVisits"/> visits.
    /// </exception>
    public static SizeVisits Visits(ISizeLaw law, int length, CancellationToken stop) => Visits(law, length, MostVisits, stop);

    internal static SizeVisits Visits(ISizeLaw law, int length, int most, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        var visits = new List<SizeVisit>();
        var sizes = new double[length];
        Array.Fill(sizes, double.NaN);
        var arriving = new double[length + 1];
        var reached = new List<int>();
        List<(int Revealed, double Probability)> states = [(0, 1.0)];

        for (var step = 0; states.Count > 0; step++)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var (revealed, probability) in states)
            {
                var written = Law(law, step, sizes.AsSpan(0, length - revealed));
                RequireRoom(most - visits.Count, step, revealed, written.Length, length);
                for (var size = 1; size <= written.Length; size++)
                {
                    var joint = probability * written[size - 1];
                    if (joint == 0)
                    {
                        continue;
                    }

                    visits.Add(new SizeVisit(step, revealed, size, joint));
                    if (arriving[revealed + size] == 0)
                    {
                        reached.Add(revealed + size);
                    }

                    arriving[revealed + size] += joint;
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
    }

    private static Span<double> Law(ISizeLaw law, int step, Span<double> sizes)
    {
        var left = sizes.Length;
        var largest = law.Sizes(step, left, sizes);
        if (largest < 1 || largest > left)
        {
            throw Broken(law, step, left, $"returned {largest} as the largest size, expected 1 to {left}");
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

        if (!(Math.Abs(sum - 1) <= Tolerance))
        {
            throw Broken(law, step, left, $"wrote probabilities that sum to {sum:R}, expected 1 within {Tolerance}");
        }

        for (var k = 0; k < largest && sum != 1; k++)
        {
            written[k] /= sum;
        }

        return written;
    }

    private static InvalidOperationException Broken(ISizeLaw law, int step, int left, string what) =>
        new($"Size law {law.GetType().Name} at step {step} (0-based, in reveal order) with {left} left {what}.");

    private static void RequireRoom(int room, int step, int revealed, int more, int length)
    {
        if (room < more)
        {
            throw new InvalidOperationException(
                $"The size law reaches more combinations of step, revealed and size than fit in memory at length {length} " +
                $"(by step {step} with {revealed} revealed). Try a shorter length, fewer possible sizes, or an estimate from samples.");
        }
    }
}
