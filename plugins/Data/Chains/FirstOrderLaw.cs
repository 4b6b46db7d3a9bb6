using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>A data law that is a first-order Markov chain: everything about it is exact at any length.</summary>
/// <remarks>
/// <para>The chain is built when a number is first asked for, so options can be wrong until they are validated.</para>
/// <para>Costs: conditionals O(S) a row for a homogeneous chain, O(S²) a masked position otherwise; the curve one S³ product a gap
/// (homogeneous) or a pair of positions. Thread-safe; sampling and conditionals allocate nothing once warm.</para>
/// </remarks>
internal sealed class FirstOrderLaw : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IInformationCurve, IMappedCurve, IMarkovOrder, IConditionable, IFiniteMemory
{
    private readonly Lazy<Chain> _chain;
    private readonly Lazy<ChainConditionals> _conditionals;
    private readonly Lazy<ChainExcess> _excess;
    private readonly Lazy<ChainMemory> _memory;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public FirstOrderLaw(Shape shape, Func<Chain> build)
    {
        Shape = shape;
        _chain = new(build);
        _conditionals = new(() => new ChainConditionals(_chain.Value));
        _excess = new(() => new ChainExcess(_chain.Value));
        _memory = new(() => new ChainMemory(_chain.Value));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int Order => 1;

    /// <inheritdoc/>
    public ITransferLaw Memory => _memory.Value;

    /// <inheritdoc/>
    public double? MappedCost => _excess.Value.MappedCost;

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _chain.Value.Sample(ref random, x);

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x) => _chain.Value.LogProbability(x);

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law) => _chain.Value.Window(start, length, law);

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => _conditionals.Value.Conditionals(query, rows, stop);

    /// <inheritdoc/>
    public InformationCurve Curve(CancellationToken stop) => ChainCurve.Of(_chain.Value, stop);

    /// <inheritdoc/>
    public IDataDistribution? Given(ReadOnlySpan<int> tokens) => GivenChain.Of(_chain.Value, tokens) is { } chain ? new FirstOrderLaw(chain.Shape, () => chain) : null;

    /// <inheritdoc/>
    public double[] Excess(IRowMap map, CancellationToken stop) => _excess.Value.Excess(map, stop);
}
