namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>How an n-gram model shares probability with what was not counted. Formulas: <see cref="NGram"/>.</summary>
public enum Smoothing
{
    /// <summary>Interpolated with the next lower order, the more the more different symbols follow a context.</summary>
    WittenBell,

    /// <summary>Interpolated with the next lower order by absolute discounting; lower orders count contexts, not occurrences.</summary>
    KneserNey,

    /// <summary>A constant added to every count.</summary>
    Additive,
}
