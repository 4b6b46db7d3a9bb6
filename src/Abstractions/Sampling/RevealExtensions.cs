using System.Buffers;

namespace Unmask;

/// <summary>A number read off one row of probabilities: an entropy, a margin, a top probability.</summary>
public delegate double RowScore(ReadOnlySpan<double> row);

/// <summary>Common ways to choose positions, written once.</summary>
public static class RevealExtensions
{
    /// <summary>How near two scores must be to count as equal.</summary>
    public const double Tie = 1e-9;

    /// <summary>
    /// Reveals the <paramref name="count"/> positions of lowest score: repeatedly the lowest index among those within
    /// 1e-9 of the remaining minimum. Allocates nothing.
    /// </summary>
    /// <param name="choose">The step's choices.</param>
    /// <param name="rows">The predictor's rows; all of them are scored.</param>
    /// <param name="count">How many to reveal; more than there are means all.</param>
    /// <param name="score">The score of a row.</param>
    public static void RevealLowest(this IChoices choose, in Rows rows, int count, RowScore score)
    {
        var scores = ArrayPool<double>.Shared.Rent(rows.Count);
        for (var k = 0; k < rows.Count; k++)
        {
            scores[k] = score(rows[k]);
        }

        for (var taken = Math.Min(count, rows.Count); taken > 0; taken--)
        {
            choose.Reveal(rows.At[TakeLowest(scores.AsSpan(0, rows.Count))]);
        }

        ArrayPool<double>.Shared.Return(scores);
    }

    /// <summary>
    /// The index of the lowest score: the lowest index among those within 1e-9 of the minimum. The score becomes NaN, so that
    /// the next call takes the next one.
    /// </summary>
    /// <param name="scores">Not all of them NaN; infinite ones are scores too.</param>
    public static int TakeLowest(Span<double> scores)
    {
        var minimum = double.PositiveInfinity;
        foreach (var score in scores)
        {
            if (score < minimum)
            {
                minimum = score;
            }
        }

        var lowest = 0;
        while (!(scores[lowest] <= minimum + Tie))
        {
            lowest++;
        }

        scores[lowest] = double.NaN;
        return lowest;
    }
}
