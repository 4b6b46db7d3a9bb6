namespace Unmask.Plugins.Predictors;

/// <summary>A predictor whose rows are those of another one, each distorted by itself.</summary>
/// <remarks>
/// Of the inner predictor's capabilities only <see cref="IRowMap"/> is kept, as the composition of both maps: what it says of its
/// cross-entropy is no longer true. Thread-safe; allocates nothing of its own.
/// </remarks>
public abstract class DistortedPredictor : IMaskPredictor
{
    private readonly IMaskPredictor _inner;
    private readonly IRowMap _map;
    private readonly IRowMap? _fromExact;

    private protected DistortedPredictor(IMaskPredictor inner, IRowMap map)
    {
        _inner = inner;
        _map = map;
        _fromExact = inner.Find<IRowMap>() is { } first ? new ComposedMap(first, map) : null;
    }

    /// <inheritdoc/>
    public T? Find<T>() where T : class => typeof(T) == typeof(IRowMap) ? _fromExact as T : this as T;

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        _inner.Predict(query, rows, stop);
        var states = query.Shape.States;
        for (var n = 0; n < query.Rows; n++)
        {
            var row = rows.Slice(n * states, states);
            _map.Map(row, row);
        }
    }
}
