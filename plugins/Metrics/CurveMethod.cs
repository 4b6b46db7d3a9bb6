namespace Unmask.Plugins.Metrics;

/// <summary>Where a metric takes the curve from.</summary>
public enum CurveMethod
{
    /// <summary>The exact curve, or where there is none, an estimate.</summary>
    Auto,

    /// <summary>The exact curve; refused if there is none.</summary>
    Exact,

    /// <summary>An estimate along random orders of data sequences, even where the exact curve is known.</summary>
    Samples,
}
