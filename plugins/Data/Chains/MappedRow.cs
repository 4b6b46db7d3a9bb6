using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Chains;

/// <summary>The divergence <c>KL(p ‖ f(p))</c> of one row from its distortion, with scratch of its own. Not thread-safe.</summary>
internal sealed class MappedRow(IRowMap map, int states)
{
    private readonly double[] _row = new double[states], _mapped = new double[states];

    /// <summary><c>KL(p ‖ f(p))</c>, nats.</summary>
    public double Excess(ReadOnlySpan<double> p)
    {
        map.Map(p, _mapped);
        return Math.Max(0, Entropies.Divergence(p, _mapped));
    }

    /// <summary>The same for <c>p ∝ left · right</c>; 0 where that row cannot occur.</summary>
    public double Excess(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        for (var v = 0; v < _row.Length; v++)
        {
            _row[v] = left[v] * right[v];
        }

        return Matrices.Normalise(_row) ? Excess(_row) : 0;
    }
}
