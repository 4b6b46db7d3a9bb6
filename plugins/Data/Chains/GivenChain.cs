using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The law of the free tokens of a chain whose other tokens are given: a chain again (T 1.15). Made once, from right to left. Not thread-safe.</summary>
/// <remarks>
/// <para>From one free token to the next the matrix is <c>P̃(a, b) ∝ P_j(a, b) β_j(b)</c>, where <c>β_j(b)</c> is the likelihood of the next given
/// token on the right when <c>X_j = b</c>, 1 if there is none (Doob's transform). Across given tokens it does not depend on a,
/// <c>P̃(a, b) ∝ P_j(x_{j−1}, b) β_j(b)</c>: what given tokens part is independent.</para>
/// <para>In a homogeneous chain one matrix serves all steps with the same given token before them and the same as far behind them; with
/// tokens given at the beginning only, the chain stays homogeneous.</para>
/// </remarks>
internal sealed class GivenChain
{
    private const long MostEntries = 1 << 26;

    private readonly Chain _chain;
    private readonly int _states;
    private readonly Dictionary<(int Step, int Before, int After, int Distance), int> _numbers = [];
    private readonly List<double> _matrices = [];

    // β, and the given position it is the likelihood of; −1 if none is given on the right.
    private double[] _likelihood, _next;
    private int _right = -1;

    private GivenChain(Chain chain)
    {
        (_chain, _states) = (chain, chain.Shape.States);
        (_likelihood, _next) = (new double[_states], new double[_states]);
        Array.Fill(_likelihood, 1);
    }

    /// <summary>Conditions a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="tokens">The given tokens, possible together, and the mask S where the position is free; shape [L]. Some are given and some are free.</param>
    /// <returns>The chain of the free tokens; null if its steps have more than 2^26 different probabilities, half a gigabyte.</returns>
    public static Chain? Of(Chain chain, ReadOnlySpan<int> tokens) => new GivenChain(chain).Condition(tokens);

    private Chain? Condition(ReadOnlySpan<int> tokens)
    {
        var free = tokens.Count(_states);
        var (initial, matrixOf) = (new double[_states], new int[free - 1]);
        for (var (i, n) = (tokens.Length - 1, free - 1); n >= 0; i--)
        {
            var before = i == 0 || tokens[i - 1] == _states ? -1 : tokens[i - 1];
            if (tokens[i] == _states && n-- == 0)
            {
                Weigh(before < 0 ? _chain.Marginal(0) : Row(i, before), initial);
            }
            else if (tokens[i] == _states)
            {
                matrixOf[n] = Number(i, before, tokens);
                if (_matrices.Count > MostEntries)
                {
                    return null;
                }
            }

            if (i > 0)
            {
                MoveTo(i - 1, tokens[i]);
            }
        }

        var steps = _matrices.Count > 0 ? _matrices.ToArray() : _chain.Step(0).ToArray();
        return new Chain(free, initial, steps, matrixOf: matrixOf);
    }

    /// <summary>The number of the matrix that leads to a free position.</summary>
    private int Number(int to, int before, ReadOnlySpan<int> tokens)
    {
        var distance = _right < 0 ? 0 : _chain.Powers is { Settles: true } powers ? powers.Canonical(_right - to) : _right - to;
        var key = (_chain.Homogeneous ? 0 : to, before, _right < 0 ? -1 : tokens[_right], distance);
        if (_numbers.TryGetValue(key, out var number))
        {
            return number;
        }

        var row = new double[_states];
        for (var a = 0; a < _states; a++)
        {
            if (!Weigh(Row(to, before < 0 ? a : before), row))
            {
                // From here nothing leads on to what is given, so this token never stands here; any law will do.
                Array.Fill(row, 1.0 / _states);
            }

            _matrices.AddRange(row);
        }

        return _numbers[key] = _numbers.Count;
    }

    /// <summary><c>β</c> one position to the left of a token that is free, or given.</summary>
    private void MoveTo(int position, int token)
    {
        var step = _chain.Step(position);
        if (token < _states)
        {
            _right = position + 1;
            for (var a = 0; a < _states; a++)
            {
                _likelihood[a] = step[(a * _states) + token];
            }
        }
        else if (_right >= 0)
        {
            Matrices.Backward(step, _likelihood, _next);
            (_likelihood, _next) = (_next, _likelihood);
        }

        Matrices.Normalise(_likelihood);
    }

    /// <summary>The law of the token at a position after one that is known.</summary>
    private ReadOnlySpan<double> Row(int position, int before) => _chain.Step(position - 1).Slice(before * _states, _states);

    private bool Weigh(ReadOnlySpan<double> row, Span<double> into)
    {
        for (var v = 0; v < _states; v++)
        {
            into[v] = row[v] * _likelihood[v];
        }

        return Matrices.Normalise(into);
    }
}
