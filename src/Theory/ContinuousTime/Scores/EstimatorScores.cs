using System.Buffers;
using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The scores of an <see cref="IScoreEstimator"/> at any states: they are decoded to tokens and asked for in batches.</summary>
/// <remarks>
/// An estimator knows the moment by its time only, and B(t) at a time in double precision may be far from the moment's: after times without noise, B is 1e-17 at
/// the least. The estimate at the nearest time is then taken over: as it is where all data are possible, so that scores have a limit, and times
/// <c>(e^{B(t)} − 1)/(e^B − 1)</c> under the masked process, whose scores are that much smaller.
/// </remarks>
/// <param name="law">The forward laws.</param>
/// <param name="noise">The noise.</param>
/// <param name="score">The estimator.</param>
internal sealed class EstimatorScores(ForwardLaw law, INoiseSchedule noise, IScoreEstimator score) : IStateScores
{
    private const double SameLevel = 1e-6;
    private readonly bool _bounded = !law.Data.Contains(0);

    /// <inheritdoc/>
    public void Estimate(NoiseLevel level, in ScoreRows rows, Span<double> estimate)
    {
        var (count, n, states) = (rows.States.Length, law.Space.Symbols, law.Shape.States);
        var (tokens, offsets) = (ArrayPool<int>.Shared.Rent(count * law.Space.Length), ArrayPool<int>.Shared.Rent(count + 1));
        var ratios = ArrayPool<double>.Shared.Rent(count * states);
        try
        {
            var (time, scale) = Nearest(level);
            var sequences = Decode(rows, tokens, offsets);
            score.Score(time, new Query(law.Shape, tokens.AsSpan(0, sequences * law.Space.Length), offsets.AsSpan(0, sequences + 1), rows.Positions), ratios.AsSpan(0, count * states), CancellationToken.None);
            estimate.Clear();
            for (var k = 0; k < count; k++)
            {
                Elementwise.Scale(scale, ratios.AsSpan(k * states, states), estimate.Slice(k * n, states));
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(tokens);
            ArrayPool<int>.Shared.Return(offsets);
            ArrayPool<double>.Shared.Return(ratios);
        }
    }

    /// <summary>The tokens of each state, once, and where its rows start; returns how many states there are.</summary>
    private int Decode(in ScoreRows rows, Span<int> tokens, Span<int> offsets)
    {
        var sequences = 0;
        for (var k = 0; k < rows.States.Length; k++)
        {
            if (k == 0 || rows.States[k] != rows.States[k - 1])
            {
                for (var i = 0; i < law.Space.Length; i++)
                {
                    tokens[(sequences * law.Space.Length) + i] = law.Space.Symbol(rows.States[k], i);
                }

                offsets[sequences++] = k;
            }
        }

        offsets[sequences] = rows.States.Length;
        return sequences;
    }

    /// <summary>The time to ask for, and what to multiply its scores by.</summary>
    private (double Time, double Scale) Nearest(NoiseLevel level)
    {
        var (b, time) = (level.Integrated, level.Time);
        for (var step = Math.BitIncrement(time) - time; noise.Integral(time) == 0; step *= 2)
        {
            time = Math.Min(time + step, noise.End);
        }

        for (var step = time - Math.BitDecrement(time); double.IsInfinity(noise.Integral(time)) && double.IsFinite(b); step *= 2)
        {
            time -= step;
        }

        var asked = noise.Integral(time);
        if (asked == b || Math.Abs(asked - b) <= SameLevel * b)
        {
            return (time, 1);
        }

        if (law.Process is { IsReset: true, Absorbing: >= 0 })
        {
            return (time, Math.Exp(asked - b) * Logarithms.ExpMinusOne(-asked) / Logarithms.ExpMinusOne(-b));
        }

        return _bounded ? (time, 1) : throw new OutOfReachException(
            $"The score is wanted where the integrated noise is {b:G3}, and the nearest time in double precision, {time:R}, has {asked:G3}; where data are impossible it differs there. Let the noise begin at time 0, or give all data a probability above 0.");
    }
}
