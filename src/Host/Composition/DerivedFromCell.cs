namespace Unmask.Host.Composition;

/// <summary>A quantity that follows from the data law and the predictor, for a plugin that asks for it in its constructor.</summary>
/// <param name="upstream">A cell of these two components only.</param>
internal sealed class DerivedFromCell<T>(Cell upstream) : IDerived<T> where T : class
{
    public Feasibility Check() => upstream.Check<T>(null);

    public T Get(CancellationToken stop) => upstream.Derive<T>(stop, null).Value;

    public IDerived<T> WithSamples(long samples) => new DerivedFromCell<T>(upstream.WithSamples(samples));
}
