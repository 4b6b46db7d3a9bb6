namespace Unmask.Testing;

/// <summary>
/// A score for any length that costs nothing: that of independent tokens which prefer symbol <c>i mod S</c> at position i, <c>w_v = 1 + S·[v = i mod S]</c>.
/// A masked token's ratios are <c>w_v/(t Σ w)</c>, another's <c>w_v/w_{x_i}</c>.
/// </summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
public sealed class TiltedScore : IScoreEstimator
{
    /// <inheritdoc/>
    public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
    {
        var states = query.Shape.States;
        for (var k = 0; k < query.Count; k++)
        {
            var own = query.RowsOf(k, ratios);
            var n = 0;
            foreach (var position in query.Positions(k))
            {
                var token = query.Tokens(k)[position];
                var by = token == query.Shape.Mask ? time * 2 * states : Weight(position, token, states);
                for (var v = 0; v < states; v++)
                {
                    own[n++] = Weight(position, v, states) / by;
                }
            }
        }
    }

    private static double Weight(int position, int symbol, int states) => symbol == position % states ? 1 + states : 1;
}
