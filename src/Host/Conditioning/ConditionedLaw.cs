using System.Buffers;
using Unmask.Numerics;

namespace Unmask.Host.Conditioning;

/// <summary>The law of the free tokens given the others, <c>p(x_F | x_G)</c>, of any law that has conditionals: itself without a closed form.</summary>
/// <remarks>
/// <para>Conditionals are the law's with the given tokens inserted; <c>log p(x_F | x_G) = log p(x) − log p(x_G)</c>; draws go from left to right
/// by the chain rule, one question a token. A chain of some order stays one on its free tokens. Windows and curves are not known: what needs them enumerates.</para>
/// <para>Where the revealed tokens are impossible with the given ones, rows are the marginals <c>p(X_i | x_G)</c>. The law itself answers
/// <c>p(X_i)</c> there (<see cref="IConditionalLaw"/>), so only where every row is that of no tokens at all is it asked further, by the chain rule.</para>
/// <para>Memory: 2 L S numbers, from the first conditional on. Thread-safe if the law is; allocates nothing once warm.</para>
/// </remarks>
internal sealed class ConditionedLaw : IDataDistribution, IJointLaw, IConditionalLaw
{
    /// <summary>How far a row may be from another and still count as it: a wrong guess costs time only.</summary>
    private const double Near = 1e-9;

    private readonly IDataDistribution _law;
    private readonly GivenTokens _given;
    private readonly IConditionalLaw _conditionals;
    private readonly IJointLaw? _joint;
    private readonly ChainRule _rule;
    private readonly double _logGiven;
    private readonly Lazy<(double[] Prior, double[] Own)> _marginals;

    /// <summary>Conditions a law.</summary>
    /// <param name="law">The law of full sequences; it has conditionals.</param>
    /// <param name="given">The tokens that are given.</param>
    /// <param name="logGiven"><c>log p(x_G)</c>, finite.</param>
    public ConditionedLaw(IDataDistribution law, GivenTokens given, double logGiven)
    {
        (_law, _given, _logGiven) = (law, given, logGiven);
        _conditionals = law.Find<IConditionalLaw>()!;
        _joint = law.Find<IJointLaw>();
        _rule = new ChainRule(_conditionals, given.Full);
        _marginals = new(Marginals);
    }

    public Shape Shape => _given.Free;

    public T? Find<T>() where T : class =>
        typeof(T) == typeof(IJointLaw) && _joint is null ? null
        : typeof(T) == typeof(IMarkovOrder) ? _law.Find<T>()
        : this as T;

    public void Sample(ref RandomStream random, Span<int> x) => _rule.Draw(ref random, _given.Tokens, x);

    public double LogProbability(ReadOnlySpan<int> x)
    {
        var memory = ArrayPool<int>.Shared.Rent(_given.Full.Length);
        var full = memory.AsSpan(0, _given.Full.Length);
        _given.Insert(x, full);
        var log = _joint!.LogProbability(full) - _logGiven;
        ArrayPool<int>.Shared.Return(memory);
        return log;
    }

    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        using var full = new FullQuery(_given, query);
        _conditionals.Conditionals(full.Query, rows, stop);
        for (var k = 0; k < query.Count; k++)
        {
            var asked = query.Positions(k);
            var own = query.RowsOf(k, rows);
            if (!asked.IsEmpty && query.Tokens(k).ContainsAnyExcept(Shape.Mask) && LookUninformed(asked, own)
                && _rule.FirstImpossible(_given.Tokens, full.Query.Tokens(k), out _) is not null)
            {
                for (var n = 0; n < asked.Length; n++)
                {
                    Row(_marginals.Value.Own, asked[n]).CopyTo(Row(own, n));
                }
            }
        }
    }

    /// <summary>Whether these rows are those of no tokens at all.</summary>
    private bool LookUninformed(ReadOnlySpan<int> asked, ReadOnlySpan<double> rows)
    {
        for (var n = 0; n < asked.Length; n++)
        {
            var row = rows.Slice(n * Shape.States, Shape.States);
            var prior = Row(_marginals.Value.Prior, asked[n]);
            for (var v = 0; v < row.Length; v++)
            {
                if (!(Math.Abs(row[v] - prior[v]) <= Near))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private (double[] Prior, double[] Own) Marginals()
    {
        var none = new int[_given.Full.Length];
        Array.Fill(none, _given.Full.Mask);
        return (MarginalsGiven(none), MarginalsGiven(_given.Tokens));
    }

    private double[] MarginalsGiven(ReadOnlySpan<int> tokens)
    {
        var rows = new double[Shape.Length * Shape.States];
        _conditionals.Conditionals(new Query(_given.Full, tokens, [0, Shape.Length], _given.Positions), rows, CancellationToken.None);
        return rows;
    }

    private Span<double> Row(Span<double> rows, int n) => rows.Slice(n * Shape.States, Shape.States);
}
