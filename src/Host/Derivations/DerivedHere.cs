namespace Unmask.Host.Derivations;

/// <summary>A quantity of the cell that a derivation is asked for.</summary>
/// <param name="cell">The cell.</param>
internal sealed class DerivedHere<T>(ICell cell) : IDerived<T> where T : class
{
    public Feasibility Check() => cell.Check<T>();

    public T Get(CancellationToken stop) => cell.Derive<T>(stop).Value;

    public IDerived<T> WithSamples(long samples) => this;
}
