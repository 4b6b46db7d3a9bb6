namespace Unmask.Interpretation;

/// <summary>What a cross-entropy curve is estimated from, and what is known exactly, so that nothing is estimated that need not be (T 1.13).</summary>
/// <param name="Shape">Length and vocabulary.</param>
/// <param name="Data">The data law, which can be sampled.</param>
/// <param name="Predictor">The predictor; null for the law's own conditionals.</param>
/// <param name="Conditionals">The law's conditionals, or null if it does not have them.</param>
/// <param name="Joint">What gives <c>log p(x)</c>, or null where that is not wanted.</param>
/// <param name="Known">The exact information curve, or null.</param>
internal sealed record CurveTask(
    Shape Shape, IDataDistribution Data, IMaskPredictor? Predictor, IConditionalLaw? Conditionals, IJointLaw? Joint, InformationCurve? Known)
{
    /// <summary>The predictor as a map of the exact conditionals, if it is one and they can be had: then it need not be asked.</summary>
    public IRowMap? Map => Conditionals is null ? null : Predictor is null ? Identity.Instance : Predictor.Find<IRowMap>();

    /// <summary>How many rows are asked for at each masked position: the predictor's, the law's, or both.</summary>
    public int RowsAsked => Conditionals is null || Map is not null ? 1 : 2;

    /// <summary>The usual task of a data law and a predictor: with all that the law offers.</summary>
    public static CurveTask Of(Shape shape, IDataDistribution data, IMaskPredictor? predictor, InformationCurve? known)
    {
        var conditionals = data.Find<IConditionalLaw>();
        return new CurveTask(shape, data, predictor, conditionals, conditionals is null && known is null ? data.Find<IJointLaw>() : null, known);
    }

    /// <summary>The law's conditionals as a predictor.</summary>
    public IMaskPredictor Truth() => new Own(Conditionals!);

    private sealed class Own(IConditionalLaw law) : IMaskPredictor
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop) => law.Conditionals(query, rows, stop);
    }

    private sealed class Identity : IRowMap
    {
        public static readonly Identity Instance = new();

        public bool IsIdentity => true;

        public void Map(ReadOnlySpan<double> exact, Span<double> row) => exact.CopyTo(row);
    }
}
