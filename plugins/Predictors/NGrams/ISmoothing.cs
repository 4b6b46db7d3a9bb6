namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>Turns counts into laws of the next symbol, each above 0 everywhere.</summary>
internal interface ISmoothing
{
    /// <summary>The law after a counted context.</summary>
    /// <param name="level">The grams of the context's length.</param>
    /// <param name="context">The context's number there.</param>
    /// <param name="full">True for a context as long as the model's order asks for; false for a shorter one, fallen back on.</param>
    /// <param name="lower">The law after the context without its first symbol, shape [S]; uniform after the empty context.</param>
    /// <param name="law">Receives the law, shape [S].</param>
    void Law(GramLevel level, int context, bool full, ReadOnlySpan<double> lower, Span<double> law);
}
