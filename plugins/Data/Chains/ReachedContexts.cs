using System.Runtime.InteropServices;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>A chain of order k &gt; 1 as a source with contexts: those that can occur, so that a chain of text is as small as its text.</summary>
/// <remarks>
/// Contexts of k tokens are numbered by their last k − 1, their tail; behind them stand those of fewer tokens, for the start of a
/// sequence. Used once, by one thread.
/// </remarks>
internal sealed class ReachedContexts
{
    private readonly int _states;
    private readonly double[] _transitions;
    private readonly int[] _numbers;
    private readonly List<double> _laws = [];
    private readonly List<int> _tails = [], _next = [];

    private ReachedContexts(int states, double[] transitions)
    {
        (_states, _transitions, _numbers) = (states, transitions, new int[transitions.Length / states]);
        Array.Fill(_numbers, -1);
    }

    /// <summary>The chain.</summary>
    /// <param name="contexts">The contexts.</param>
    /// <param name="initial">The law of the first k tokens, shape [S^k].</param>
    /// <param name="transitions">Shape [S^k × S].</param>
    public static ContextChain Chain(Contexts contexts, double[] initial, double[] transitions)
    {
        var reached = new ReachedContexts(contexts.States, transitions);
        reached.AddFull(reached.Search(initial));
        var start = reached.AddStarts(contexts, initial);
        return new ContextChain(contexts.States, Span(reached._laws), Span(reached._tails), Span(reached._next), start);

        static ReadOnlySpan<T> Span<T>(List<T> list) => CollectionsMarshal.AsSpan(list);
    }

    // Which contexts of k tokens a sequence of any length can lead to.
    private bool[] Search(double[] initial)
    {
        var (reached, open) = (new bool[_numbers.Length], new Stack<int>());
        for (var c = 0; c < initial.Length; c++)
        {
            Reach(c, initial[c]);
        }

        while (open.TryPop(out var c))
        {
            for (var v = 0; v < _states; v++)
            {
                Reach(((c * _states) + v) % _numbers.Length, _transitions[(c * _states) + v]);
            }
        }

        return reached;

        void Reach(int c, double probability)
        {
            if (probability > 0 && !reached[c])
            {
                reached[c] = true;
                open.Push(c);
            }
        }
    }

    private void AddFull(bool[] reached)
    {
        var (count, tails) = (_numbers.Length / _states, new List<int>());
        for (var tail = 0; tail < count; tail++)
        {
            var before = _tails.Count;
            for (var c = tail; c < _numbers.Length; c += count)
            {
                if (reached[c])
                {
                    _numbers[c] = _tails.Count;
                    _tails.Add(tails.Count);
                    _laws.AddRange(_transitions.AsSpan(c * _states, _states));
                }
            }

            if (_tails.Count > before)
            {
                tails.Add(tail);
            }
        }

        foreach (var tail in tails)
        {
            AddNext(_numbers.AsSpan(tail * _states, _states));
        }
    }

    // From the longest start to none, the last added.
    private int AddStarts(Contexts contexts, double[] initial)
    {
        var numbers = _numbers;
        for (var law = initial; law.Length > 1; law = contexts.Shorter(law))
        {
            var shorter = new int[law.Length / _states];
            for (var c = 0; c < shorter.Length; c++)
            {
                var row = law.AsSpan(c * _states, _states);
                shorter[c] = -1;
                if (row.ContainsAnyExcept(0))
                {
                    shorter[c] = _tails.Count;
                    _tails.Add(_next.Count / _states);
                    _laws.AddRange(row);
                    Matrices.Normalise(CollectionsMarshal.AsSpan(_laws)[^_states..]);
                    AddNext(numbers.AsSpan(c * _states, _states));
                }
            }

            numbers = shorter;
        }

        return _tails.Count - 1;
    }

    // A context that is never reached is led to with probability 0 only: any number stands for it.
    private void AddNext(ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            _next.Add(Math.Max(0, number));
        }
    }
}
