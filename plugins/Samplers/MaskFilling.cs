using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Samplers;

/// <summary>Draws every mask that is left at once: the law on <c>[S]^d</c> that a law on <c>[S+1]^d</c> becomes.</summary>
/// <param name="space">The space with the mask.</param>
/// <param name="shape">Length and vocabulary.</param>
/// <param name="score">Where there is no predictor, tokens are drawn from its ratios, normalised.</param>
/// <param name="predictor">The predictor.</param>
/// <param name="time">The time at which the score is read, above 0.</param>
internal sealed class MaskFilling(TokenSpace space, Shape shape, IScoreEstimator score, IMaskPredictor? predictor, double time)
{
    private readonly int[] _tokens = new int[shape.Length];
    private readonly int[] _masked = new int[shape.Length];
    private readonly double[] _rows = new double[shape.Length * shape.States];

    /// <summary>The law after it.</summary>
    public double[] Fill(ReadOnlySpan<double> law)
    {
        var filled = new double[(int)shape.Sequences];
        for (var x = 0; x < law.Length; x++)
        {
            if (law[x] > 0)
            {
                var masked = Decode(x);
                Predict(masked);
                Spread(filled, 0, 0, 0, law[x]);
            }
        }

        return filled;
    }

    private int Decode(int state)
    {
        var masked = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            _tokens[i] = space.Symbol(state, i);
            if (_tokens[i] == shape.Mask)
            {
                _masked[masked++] = i;
            }
        }

        return masked;
    }

    private void Predict(int masked)
    {
        if (masked == 0)
        {
            return;
        }

        var query = new Query(shape, _tokens, [0, masked], _masked.AsSpan(0, masked));
        var rows = _rows.AsSpan(0, masked * shape.States);
        if (predictor is not null)
        {
            predictor.Predict(query, rows, CancellationToken.None);
            return;
        }

        score.Score(time, query, rows, CancellationToken.None);
        for (var k = 0; k < masked; k++)
        {
            var row = rows.Slice(k * shape.States, shape.States);
            var total = Sum.Of(row);
            foreach (ref var ratio in row)
            {
                ratio /= total;
            }
        }
    }

    private void Spread(double[] filled, int position, int k, int state, double weight)
    {
        if (position == shape.Length)
        {
            filled[state] += weight;
        }
        else if (_tokens[position] != shape.Mask)
        {
            Spread(filled, position + 1, k, (state * shape.States) + _tokens[position], weight);
        }
        else
        {
            for (var v = 0; v < shape.States; v++)
            {
                if (_rows[(k * shape.States) + v] is > 0 and var probability)
                {
                    Spread(filled, position + 1, k + 1, (state * shape.States) + v, weight * probability);
                }
            }
        }
    }
}
