using Unmask.Theory;

namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>An n-gram model as a source with contexts.</summary>
/// <remarks>
/// A context that was not counted has the law of its longest counted end, or the uniform law, so it need not be told from others with
/// that end: there are about as many contexts as were counted, not S^(n−1). This is no approximation. The i-th token of a sequence,
/// i &lt; n, is predicted by the model of order i, so every order has contexts of its own.
/// </remarks>
internal sealed class NGramChain
{
    private readonly ContextNodes _nodes;
    private readonly int _states, _order;
    private readonly List<(int Order, int Length, int Number)> _contexts = [], _byTail = [];
    private readonly List<int> _tails = [];
    private readonly int[][][] _ids;

    private NGramChain(GramLevel[] levels, ContextNodes nodes)
    {
        (_nodes, _states, _order) = (nodes, levels[0].States, levels.Length);
        _ids = new int[_order + 1][][];
        var longest = Enumerable.Range(0, nodes[_order - 1].Length).ToLookup(number => nodes.End(nodes[_order - 1][number], _order - 2));
        for (var order = 1; order <= _order; order++)
        {
            _ids[order] = [.. Enumerable.Range(0, order).Select(length => new int[nodes[length].Length])];
            for (var length = 0; length < Math.Max(1, order == _order ? order - 1 : order); length++)
            {
                for (var number = 0; number < nodes[length].Length; number++)
                {
                    _byTail.Add((order, length, number));
                    Add(order, length, number);
                    foreach (var other in order == _order && order > 1 ? longest[(length, number)] : [])
                    {
                        Add(order, order - 1, other);
                    }
                }
            }
        }
    }

    /// <summary>The number of contexts of a model, without making it.</summary>
    public static long Contexts(ContextNodes nodes, int order) => Enumerable.Range(0, order).Sum(length => (long)nodes[length].Length * (order - length));

    /// <summary>Makes the source.</summary>
    /// <param name="levels">The grams by the length of their context, 0, 1, …, n − 1.</param>
    /// <param name="nodes">The nodes of these levels.</param>
    /// <param name="smoothing">Makes laws of counts.</param>
    public static ContextChain Of(GramLevel[] levels, ContextNodes nodes, ISmoothing smoothing)
    {
        var model = new NGramChain(levels, nodes);
        return new ContextChain(model._states, model.Laws(new SmoothedLaws(levels, smoothing)), [.. model._tails], model.Next(), start: 0);
    }

    private void Add(int order, int length, int number)
    {
        _ids[order][length][number] = _contexts.Count;
        _contexts.Add((order, length, number));
        _tails.Add(_byTail.Count - 1);
    }

    private double[] Laws(SmoothedLaws smoothed)
    {
        var laws = new double[_contexts.Count * _states];
        for (var c = 0; c < _contexts.Count; c++)
        {
            var (order, length, number) = _contexts[c];
            var (counted, its) = _nodes.Counted(length, number);
            smoothed.Of(counted, its, full: counted == order - 1).CopyTo(laws.AsSpan(c * _states));
        }

        return laws;
    }

    private int[] Next()
    {
        var next = new int[_byTail.Count * _states];
        for (var tail = 0; tail < _byTail.Count; tail++)
        {
            var (order, length, number) = _byTail[tail];
            var following = Math.Min(order + 1, _order);
            for (var v = 0; v < _states; v++)
            {
                var past = (_nodes[length][number] * (ulong)_states) + (ulong)v;
                var (end, its) = _nodes.End(past, Math.Min(length + 1, following - 1));
                next[(tail * _states) + v] = _ids[following][end][its];
            }
        }

        return next;
    }
}
