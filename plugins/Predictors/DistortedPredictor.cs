namespace Unmask.Plugins.Predictors;

/// <summary>A predictor whose rows are those of another one, each distorted by itself.</summary>
/// <remarks>
/// Of the inner predictor's capabilities <see cref="IRowMap"/> is kept, as the composition of both maps, and <see cref="IDenoiserSource"/>, its rows distorted
/// likewise: what it says of its cross-entropy is no longer true, and what schedules read is for the outermost predictor to say. Thread-safe; allocates
/// nothing of its own.
/// </remarks>
public abstract class DistortedPredictor : IMaskPredictor
{
    private readonly IMaskPredictor _inner;
    private readonly IRowMap _map;
    private readonly IRowMap? _fromExact;
    private readonly IObservedRows? _observed;
    private readonly IDenoiserSource? _denoisers;

    /// <param name="inner">The predictor that is distorted.</param>
    /// <param name="map">The distortion.</param>
    /// <param name="readBefore">Whether schedules read the rows that they would read of <paramref name="inner"/>, and only tokens are drawn from the distorted ones.</param>
    private protected DistortedPredictor(IMaskPredictor inner, IRowMap map, bool readBefore = false)
    {
        _inner = inner;
        _map = map;
        _fromExact = inner.Find<IRowMap>() is { } first ? new ComposedMap(first, map) : null;
        _denoisers = inner.Find<IDenoiserSource>() is { } denoisers ? new DistortedDenoisers(denoisers, map) : null;
        _observed = !readBefore ? null
            : inner.Find<IObservedRows>() is { } before ? new ReadBefore(before.Observed, new ComposedMap(before.Draw, map))
            : new ReadBefore(inner, map);
    }

    /// <inheritdoc/>
    public T? Find<T>() where T : class =>
        typeof(T) == typeof(IRowMap) ? _fromExact as T
        : typeof(T) == typeof(IObservedRows) ? _observed as T
        : typeof(T) == typeof(IDenoiserSource) ? _denoisers as T
        : this as T;

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        _inner.Predict(query, rows, stop);
        Distort(_map, query, rows);
    }

    private static void Distort(IRowMap map, in Query query, Span<double> rows)
    {
        var states = query.Shape.States;
        for (var n = 0; n < query.Rows; n++)
        {
            var row = rows.Slice(n * states, states);
            map.Map(row, row);
        }
    }

    private sealed class DistortedDenoisers(IDenoiserSource inner, IRowMap map) : IDenoiserSource
    {
        public IDenoiser Denoiser(IForwardProcess process, INoiseSchedule noise) => new DistortedDenoiser(inner.Denoiser(process, noise), map);
    }

    private sealed class DistortedDenoiser(IDenoiser inner, IRowMap map) : IDenoiser
    {
        public Feasibility Check() => inner.Check();

        public void Denoise(double time, in Query query, Span<double> rows, CancellationToken stop)
        {
            inner.Denoise(time, query, rows, stop);
            Distort(map, query, rows);
        }
    }

    private sealed record ReadBefore(IMaskPredictor Observed, IRowMap Draw) : IObservedRows;
}
