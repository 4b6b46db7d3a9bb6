namespace Unmask.Theory;

/// <summary>Curves up to a constant, as schedules see them: their values near 0 keep the digits that entropies would lose.</summary>
internal static class CurveShapes
{
    /// <summary><c>h(w) − h(0) = −drops(w)</c>, shape [L].</summary>
    public static double[] Negated(this InformationCurve curve) => Array.ConvertAll(curve.Drops.ToArray(), drop => -drop);

    /// <summary><c>c(w) − h(0) = −drops(w) + excess(w)</c>, shape [L].</summary>
    public static double[] Shifted(this CrossEntropyCurve curve)
    {
        var shape = curve.Information.Negated();
        for (var w = 0; w < shape.Length; w++)
        {
            shape[w] += curve.Excess[w];
        }

        return shape;
    }
}
