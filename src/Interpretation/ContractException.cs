namespace Unmask.Interpretation;

/// <summary>A plugin broke its contract. The message completes "the plugin …".</summary>
/// <param name="message">What it did, and what was expected.</param>
/// <param name="section">The section of the plugin that did it.</param>
internal sealed class ContractException(string message, string section = "schedule") : Exception(message)
{
    /// <summary>The section of the plugin that did it.</summary>
    public string Section { get; } = section;

    /// <summary>A row of probabilities that is none.</summary>
    public static ContractException NoLaw(string verb, int position, ReadOnlySpan<double> row, string section)
    {
        var (sum, wrong) = (0.0, -1);
        for (var v = 0; v < row.Length; v++)
        {
            sum += row[v];
            wrong = wrong < 0 && !(row[v] >= 0) ? v : wrong;
        }

        return new($"{verb} a row at position {position} that is no law: {(wrong < 0 ? $"it sums to {sum}" : $"symbol {wrong} has the probability {row[wrong]}")}; " +
            "expected probabilities of at least 0 that sum to 1 within 1e-9", section);
    }
}
