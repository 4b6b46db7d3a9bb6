using Unmask.Numerics;

namespace Unmask.Plugins.Data.Chains;

/// <summary>A data law that is a Markov chain of some order: its probabilities, windows and conditionals are exact at any length.</summary>
/// <remarks>
/// <para>The chain is built when a number is first asked for, so options can be wrong until they are validated.</para>
/// <para>Order 1 (<see cref="FirstOrderLaw"/>) knows its information curve too; a higher one (<see cref="HigherOrderLaw"/>) does not.
/// Thread-safe; sampling and conditionals allocate nothing once warm.</para>
/// </remarks>
public abstract class ChainLaw : IDataDistribution
{
    private readonly IDataDistribution _law;

    private protected ChainLaw(int length, Contexts contexts, Func<(double[] Initial, double[] Transitions)> build, bool stationary = false)
    {
        var shape = new Shape(length, contexts.States);
        _law = contexts.Order == 1
            ? new FirstOrderLaw(shape, () =>
            {
                var (initial, transitions) = build();
                return new Chain(length, initial, transitions, stationary);
            })
            : new HigherOrderLaw(shape, contexts.Order, () =>
            {
                var (initial, transitions) = build();
                return ReachedContexts.Chain(contexts, initial, transitions);
            });
    }

    /// <inheritdoc/>
    public Shape Shape => _law.Shape;

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _law.Sample(ref random, x);

    /// <inheritdoc/>
    public T? Find<T>() where T : class => this as T ?? _law.Find<T>();
}
