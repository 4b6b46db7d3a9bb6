namespace Unmask.Host.Conditioning;

/// <summary>A predictor of full sequences as one of the free tokens: it is asked with the given tokens inserted.</summary>
/// <remarks>
/// <para>A predictor that distorts exact conditionals (<see cref="IRowMap"/>) distorts those of the conditioned law, which are the same
/// wherever the revealed tokens are possible, and stays such a distortion. What is read of it where tokens are drawn from other rows
/// (<see cref="IObservedRows"/>) is conditioned likewise. What it knows of the cross-entropy of full sequences is hidden: it is not true of these.</para>
/// <para>Thread-safe if the predictor is; allocates nothing of its own once warm.</para>
/// </remarks>
/// <param name="inner">Predicts full sequences.</param>
/// <param name="law">The law of the free tokens.</param>
/// <param name="given">The tokens that are given.</param>
internal sealed class ConditionedPredictor(IMaskPredictor inner, IDataDistribution law, GivenTokens given) : IMaskPredictor
{
    private readonly IRowMap? _map = inner.Find<IRowMap>();
    private readonly IConditionalLaw? _exact = law.Find<IConditionalLaw>();
    private readonly IObservedRows? _observed = inner.Find<IObservedRows>() is { } rows ? new Reading(new ConditionedPredictor(rows.Observed, law, given), rows.Draw) : null;

    public T? Find<T>() where T : class =>
        typeof(T) == typeof(IRowMap) ? _map as T
        : typeof(T) == typeof(IObservedRows) ? _observed as T
        : this as T;

    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        if (_map is null || _exact is null)
        {
            using var full = new FullQuery(given, query);
            inner.Predict(full.Query, rows, stop);
            return;
        }

        _exact.Conditionals(query, rows, stop);
        for (var n = 0; n < query.Rows && !_map.IsIdentity; n++)
        {
            var row = rows.Slice(n * query.Shape.States, query.Shape.States);
            _map.Map(row, row);
        }
    }

    private sealed record Reading(IMaskPredictor Observed, IRowMap Draw) : IObservedRows;
}
