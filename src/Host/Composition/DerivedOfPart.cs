namespace Unmask.Host.Composition;

/// <summary>A quantity of whole sequences, asked for by a component that serves a part of one: it has none.</summary>
internal sealed class DerivedOfPart<T> : IDerived<T> where T : class
{
    private const string Reason = "it is known of whole sequences, not of the part that this component serves";

    public Feasibility Check() => Feasibility.No(Reason);

    public T Get(CancellationToken stop) => throw new OutOfReachException(Reason);
}
