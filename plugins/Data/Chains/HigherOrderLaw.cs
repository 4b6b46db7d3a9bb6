using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>A data law that is a Markov chain of order k &gt; 1: each token depends on the k before it.</summary>
/// <remarks>
/// Conditionals by forward–backward over the contexts that the revealed tokens allow: at most <c>3 S^{k+1}</c> multiplications a
/// position, where j of the last k tokens are masked <c>3 S^{j+1}</c>. Thread-safe; sampling and conditionals allocate nothing once warm.
/// </remarks>
internal sealed class HigherOrderLaw : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IMarkovOrder, IFiniteMemory
{
    private readonly Lazy<ContextChain> _chain;
    private readonly Lazy<ContextMemory> _memory;
    private readonly Lazy<ForwardBackward> _pass;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public HigherOrderLaw(Shape shape, int order, Func<ContextChain> build)
    {
        (Shape, Order) = (shape, order);
        _chain = new(build);
        _memory = new(() => new ContextMemory(_chain.Value, shape.Length));
        _pass = new(() => new ForwardBackward(_memory.Value));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int Order { get; }

    /// <inheritdoc/>
    public ITransferLaw Memory => _memory.Value;

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _chain.Value.Sample(ref random, x);

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x) => _chain.Value.LogProbability(x);

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law) => _pass.Value.Window(start, length, law);

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => _chain.Value.Answer(query, rows, stop);
}
