using Unmask.Numerics;

namespace Unmask.Plugins.Data.Tables;

/// <summary>The laws of the first tokens of a table, <c>p(x_0, …, x_k)</c> for each k: draws from left to right, and windows.</summary>
/// <remarks>At most twice the memory of the table. Immutable, so thread-safe.</remarks>
internal sealed class PrefixLaws
{
    private readonly int _states;
    private readonly double[][] _laws;

    /// <summary>Sums the law from its last token on.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="law">Shape [S^L], row-major; kept, not copied.</param>
    public PrefixLaws(Shape shape, double[] law)
    {
        _states = shape.States;
        _laws = new double[shape.Length][];
        _laws[^1] = law;
        for (var k = shape.Length - 2; k >= 0; k--)
        {
            var longer = _laws[k + 1];
            _laws[k] = new double[longer.Length / _states];
            for (var prefix = 0; prefix < _laws[k].Length; prefix++)
            {
                _laws[k][prefix] = Sum.Of(longer.AsSpan(prefix * _states, _states));
            }
        }
    }

    /// <summary>Draws a sequence, one uniform number a token.</summary>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var prefix = 0;
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = Categorical.Draw(_laws[i].AsSpan(prefix * _states, _states), random.NextDouble());
            prefix = (prefix * _states) + x[i];
        }
    }

    /// <summary>The law of <c>(X_start, …, X_{start+length−1})</c>, shape [S^length], row-major.</summary>
    public void Window(int start, int length, Span<double> law)
    {
        if (length == 0)
        {
            law[0] = 1;
            return;
        }

        var source = _laws[start + length - 1];
        var count = (int)Math.Pow(_states, length);
        law[..count].Clear();
        for (var k = 0; k < source.Length; k += count)
        {
            for (var v = 0; v < count; v++)
            {
                law[v] += source[k + v];
            }
        }
    }
}
