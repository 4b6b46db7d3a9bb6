using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>A first-order Markov chain on sequences, <c>p(x) = π(x_0) Π_i P_i(x_i, x_{i+1})</c>.</summary>
/// <remarks>
/// <para>One matrix for all steps (homogeneous) or several. Matrices are row-major, row = from, column = to.</para>
/// <para>Probabilities are doubles: a product below 1e-308 counts as zero. Immutable, so thread-safe; marginals and powers
/// are computed when first needed and kept.</para>
/// </remarks>
internal sealed class Chain
{
    private readonly double[] _initial, _steps, _logInitial;
    private readonly int[]? _matrixOf;
    private readonly Lazy<double[]> _marginals, _logSteps;
    private readonly Lazy<AliasTable> _initialDraws, _stepDraws;
    private readonly Lazy<MatrixPowers?> _powers;

    /// <summary>Creates a chain.</summary>
    /// <param name="length">Sequence length <c>L ≥ 1</c>.</param>
    /// <param name="initial">The law of the first token, shape [S].</param>
    /// <param name="steps">One matrix, shape [S × S], or several; rows sum to 1.</param>
    /// <param name="stationary">True if the only matrix keeps <paramref name="initial"/>: every token then has that law.</param>
    /// <param name="matrixOf">Which of several matrices each step has, shape [L − 1]; null if each has its own, in order.</param>
    public Chain(int length, double[] initial, double[] steps, bool stationary = false, int[]? matrixOf = null)
    {
        Shape = new Shape(length, initial.Length);
        _initial = initial;
        _steps = steps;
        _logInitial = Array.ConvertAll(initial, Math.Log);
        _matrixOf = matrixOf;
        Homogeneous = steps.Length == Area;
        Positive = Array.TrueForAll(initial, p => p > 0) && Array.TrueForAll(steps, p => p > 0);
        _logSteps = new(() => Array.ConvertAll(_steps, Math.Log));
        _powers = new(() => Homogeneous ? new MatrixPowers(_steps, States, Shape.Length) : null);
        _marginals = new(() => stationary ? _initial : ComputeMarginals());
        _initialDraws = new(() => new AliasTable(_initial, States));
        _stepDraws = new(() => new AliasTable(_steps, States));
    }

    /// <summary>Length and vocabulary.</summary>
    public Shape Shape { get; }

    /// <summary>True if one matrix serves all steps.</summary>
    public bool Homogeneous { get; }

    /// <summary>True if no sequence has probability zero.</summary>
    public bool Positive { get; }

    /// <summary>The powers of the only matrix, or null if there are several matrices.</summary>
    public MatrixPowers? Powers => _powers.Value;

    /// <summary>How many leading tokens have a law of their own: all later ones have that of the last of these.</summary>
    public int DistinctMarginals => _marginals.Value.Length / States;

    private int States => _initial.Length;

    private int Area => _initial.Length * _initial.Length;

    /// <summary>The number of the matrix of step i: equal numbers, equal matrices.</summary>
    public int Number(int i) => Homogeneous ? 0 : _matrixOf is null ? i : _matrixOf[i];

    /// <summary>The law of the first token, shape [S].</summary>
    public ReadOnlySpan<double> Initial => _initial;

    /// <summary>The law of <c>X_{i+1}</c> given <c>X_i</c>, shape [S × S].</summary>
    public ReadOnlySpan<double> Step(int i) => Matrix(i).Span;

    /// <summary>The same as <see cref="Step"/>.</summary>
    public ReadOnlyMemory<double> Matrix(int i) => _steps.AsMemory(Number(i) * Area, Area);

    /// <summary>The law of <c>X_i</c>, shape [S].</summary>
    public ReadOnlySpan<double> Marginal(int i) => _marginals.Value.AsSpan(Math.Min(i, DistinctMarginals - 1) * States, States);

    /// <summary><c>log p(x)</c>, nats; <c>−∞</c> where <c>p(x) = 0</c>.</summary>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        var (sum, logSteps) = (_logInitial[x[0]], _logSteps.Value);
        for (var i = 1; i < x.Length; i++)
        {
            sum += logSteps[(Number(i - 1) * Area) + (x[i - 1] * States) + x[i]];
        }

        return sum;
    }

    /// <summary>Draws a sequence from left to right, one uniform number a token.</summary>
    public void Sample(ref Numerics.RandomStream random, Span<int> x)
    {
        x[0] = _initialDraws.Value.Draw(0, random.NextDouble());
        var draws = _stepDraws.Value;
        for (var i = 1; i < x.Length; i++)
        {
            x[i] = draws.Draw((Number(i - 1) * States) + x[i - 1], random.NextDouble());
        }
    }

    /// <summary>The law of a window, shape [S^length], row-major, built in place from its last entry down.</summary>
    public void Window(int start, int length, Span<double> law)
    {
        if (length == 0)
        {
            law[0] = 1;
            return;
        }

        Marginal(start).CopyTo(law);
        var count = States;
        for (var k = 1; k < length; k++)
        {
            var step = Step(start + k - 1);
            for (var prefix = count - 1; prefix >= 0; prefix--)
            {
                var probability = law[prefix];
                var row = step.Slice(prefix % States * States, States);
                for (var v = States - 1; v >= 0; v--)
                {
                    law[(prefix * States) + v] = probability * row[v];
                }
            }

            count *= States;
        }
    }

    // Stops where a step no longer changes the law: it never will again.
    private double[] ComputeMarginals()
    {
        var all = new List<double>(_initial);
        var (current, next) = (_initial.ToArray(), new double[States]);
        for (var i = 1; i < Shape.Length; i++)
        {
            Matrices.Forward(current, Step(i - 1), next);
            Matrices.Normalise(next);
            if (Homogeneous && next.AsSpan().SequenceEqual(current))
            {
                break;
            }

            all.AddRange(next);
            (current, next) = (next, current);
        }

        return [.. all];
    }
}
