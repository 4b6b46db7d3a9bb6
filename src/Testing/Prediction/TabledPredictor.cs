namespace Unmask.Testing;

/// <summary>A predictor's rows at every partly masked sequence of a small space, computed once: a prediction is a look-up.</summary>
/// <remarks>Immutable, so thread-safe; allocates nothing.</remarks>
internal sealed class TabledPredictor : IMaskPredictor
{
    private readonly Shape _shape;
    private readonly double[] _rows;

    public TabledPredictor(Shape shape, IMaskPredictor predictor)
    {
        _shape = shape;
        _rows = new double[checked((int)shape.MaskedSequences) * shape.Length * shape.States];
        foreach (var (tokens, position, row, _) in Batch.Ask(predictor.Predict, shape, Sequences.Masked(shape)).All)
        {
            row.CopyTo(Row(tokens, position));
        }
    }

    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        var n = 0;
        for (var k = 0; k < query.Count; k++)
        {
            foreach (var position in query.Positions(k))
            {
                Row(query.Tokens(k), position).CopyTo(rows[(n++ * _shape.States)..]);
            }
        }
    }

    private Span<double> Row(ReadOnlySpan<int> tokens, int position)
    {
        var number = 0;
        foreach (var token in tokens)
        {
            number = (number * (_shape.States + 1)) + token;
        }

        return _rows.AsSpan(((number * _shape.Length) + position) * _shape.States, _shape.States);
    }
}
