namespace Unmask.Theory;

/// <summary>Curves up to a constant, as schedules see them: their values near 0 keep the digits that entropies would lose.</summary>
internal static class CurveShapes
{
    private const double Rounding = 1e-14;

    /// <summary><c>h(w) − h(0) = −drops(w)</c>, shape [L].</summary>
    public static double[] Negated(this InformationCurve curve) => Array.ConvertAll(curve.Drops.ToArray(), drop => -drop);

    /// <summary>
    /// <c>c(w) − h(0) = −drops(w) + excess(w)</c>, shape [L]; an increase within the rounding of the two parts is taken for
    /// none, so that a curve that is flat or falls in truth is one that falls here.
    /// </summary>
    public static double[] Shifted(this CrossEntropyCurve curve)
    {
        var shape = curve.Information.Negated();
        for (var w = 0; w < shape.Length; w++)
        {
            var rounding = Rounding * (curve.Excess[w] - shape[w]);
            shape[w] += curve.Excess[w];
            if (w > 0 && shape[w] > shape[w - 1] && shape[w] - shape[w - 1] <= rounding)
            {
                shape[w] = shape[w - 1];
            }
        }

        return shape;
    }
}
