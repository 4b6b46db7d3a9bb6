namespace Unmask.Plugins.Metrics;

/// <summary>
/// Token error rates, LC (10)–(11), bits per token: <c>ter.data</c> = <c>H(X)/(L ln 2)</c>, <c>ter.generated</c> =
/// <c>−(1/L) E_p log2 q(X)</c> with q the output law, and <c>ter.gap</c> = <c>KL(p ‖ q)/(L ln 2)</c>, their difference.
/// </summary>
/// <remarks>Leaves out what cannot be computed: the last two need q enumerated. Thread-safe.</remarks>
[Plugin(
    "ter",
    Summary = "Token error rates of the data and of what is generated, bits per token",
    Equation = "data = H / (L ln 2), gap = kl.marginal / (L ln 2), generated = data + gap",
    Reference = "LC (10), (11)")]
[Better(Better.Smaller, "generated", "gap")]
public sealed class Ter : IMetric
{
    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Check<InformationCurve>().Reason is { } entropy && OutputDivergence.Check(cell).Reason is { } gap)
        {
            problems.Add($"neither the data's entropy ({entropy.TrimEnd('.')}) nor the gap ({gap.TrimEnd('.')}) can be computed here. Try 'elbo', which has an estimate.");
        }
    }

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var bits = cell.Shape.Length * Math.Log(2);
        Derived<InformationCurve>? curve = cell.Check<InformationCurve>().Possible ? cell.Derive<InformationCurve>(stop) : null;
        if (curve is { } data)
        {
            results.Add("data", data.Value.Entropy / bits, data.Method);
        }

        if ((curve is null ? OutputDivergence.Of(cell, stop) : OutputDivergence.TryOf(cell, stop)) is not var (gap, method, note))
        {
            return;
        }

        if (curve is { } entropy)
        {
            results.Add("generated", (entropy.Value.Entropy + gap) / bits, method, note: note);
        }

        results.Add("gap", gap / bits, method, note: note);
    }
}
