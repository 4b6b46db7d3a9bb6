using Unmask.Numerics;
using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data.Sums;

/// <summary>The divergence of a distortion on the two kinds of rows that uniform laws on codes have: uniform ones and certain ones.</summary>
internal sealed class UniformExcess(IRowMap map, int states)
{
    private readonly MappedRow _mapped = new(map, states);
    private readonly double[] _row = new double[states];

    /// <summary><c>KL(u ‖ f(u))</c>, u uniform.</summary>
    public double Uniform
    {
        get
        {
            Array.Fill(_row, 1.0 / states);
            return _mapped.Excess(_row);
        }
    }

    /// <summary><c>KL(δ_v ‖ f(δ_v))</c>.</summary>
    public double Point(int v)
    {
        Array.Clear(_row);
        _row[v] = 1;
        return _mapped.Excess(_row);
    }

    /// <summary>The mean of <see cref="Point"/> over all symbols.</summary>
    public double MeanOfPoints(CancellationToken stop)
    {
        var sum = new Sum();
        for (var v = 0; v < states; v++)
        {
            stop.ThrowIfCancellationRequested();
            sum.Add(Point(v));
        }

        return sum.Value / states;
    }
}
