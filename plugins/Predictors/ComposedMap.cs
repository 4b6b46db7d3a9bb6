namespace Unmask.Plugins.Predictors;

/// <summary>One row map after another, <c>f(row) = then(first(row))</c>. Thread-safe if both are; allocates nothing.</summary>
internal sealed class ComposedMap(IRowMap first, IRowMap then) : IRowMap
{
    /// <inheritdoc/>
    public bool IsIdentity => first.IsIdentity && then.IsIdentity;

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row)
    {
        first.Map(exact, row);
        then.Map(row, row);
    }
}
