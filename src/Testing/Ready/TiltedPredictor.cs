namespace Unmask.Testing;

/// <summary>A predictor for any length that costs nothing: position i prefers symbol <c>i mod S</c> with <c>½ + 1/(2S)</c>, whatever is revealed.</summary>
/// <remarks>Its rows all have one entropy: ties everywhere. Thread-safe; allocates nothing.</remarks>
public sealed class TiltedPredictor : IMaskPredictor
{
    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        var states = query.Shape.States;
        rows[..(query.Rows * states)].Fill(0.5 / states);
        for (var k = 0; k < query.Count; k++)
        {
            var own = query.RowsOf(k, rows);
            var n = 0;
            foreach (var position in query.Positions(k))
            {
                own[(n++ * states) + (position % states)] += 0.5;
            }
        }
    }
}
