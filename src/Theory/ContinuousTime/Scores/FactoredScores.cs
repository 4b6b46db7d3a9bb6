namespace Unmask.Theory;

/// <summary>Factors as an estimate at any states.</summary>
/// <param name="factors">The factors.</param>
/// <param name="space">The space.</param>
internal sealed class FactoredScores(ITokenFactors factors, TokenSpace space) : IStateScores
{
    /// <inheritdoc/>
    public void Estimate(NoiseLevel level, in ScoreRows rows, Span<double> estimate)
    {
        var n = space.Symbols;
        var table = new double[space.Length * n];
        factors.Factors(level, table);
        for (var k = 0; k < rows.States.Length; k++)
        {
            for (var v = 0; v < n; v++)
            {
                estimate[(k * n) + v] = rows.Exact[(k * n) + v] * table[(rows.Positions[k] * n) + v];
            }
        }
    }
}
