namespace Unmask.Plugins.Predictors;

/// <summary>The optimal predictor: the data law's own conditionals, <c>p̂_i = p*_i(· | x∘W)</c> (LC section 2).</summary>
/// <remarks>As a row map it is the identity. Thread-safe; allocates nothing beyond what the law does.</remarks>
[Plugin(
    "exact",
    Summary = "The data law's own conditionals",
    Equation = "p̂_i = p(x_i | revealed)",
    Reference = "LC section 2")]
public sealed class Exact(IDataDistribution data) : IMaskPredictor, IRowMap, IValidates
{
    private readonly IConditionalLaw? _law = data.Find<IConditionalLaw>();

    /// <inheritdoc/>
    public bool IsIdentity => true;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_law is null)
        {
            problems.Add("This data law cannot compute its conditionals. Take a data law that can, such as potts, markov or table, or a predictor that does not need them, such as marginal.");
        }
    }

    /// <inheritdoc/>
    public void Map(ReadOnlySpan<double> exact, Span<double> row) => exact.CopyTo(row);

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop) =>
        (_law ?? throw new InvalidOperationException("The data law cannot compute its conditionals.")).Conditionals(query, rows, stop);
}
