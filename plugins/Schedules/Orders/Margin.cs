namespace Unmask.Plugins.Schedules;

/// <summary>Largest margin first: the highest probability less the second highest; ties to the lowest index.</summary>
[Plugin(
    "margin",
    Summary = "Positions first whose likeliest symbol is furthest ahead of the second",
    Equation = "next = argmax_i p̂_i(first) − p̂_i(second), ties to the lowest index",
    Notes = OrderNotes.Ties + OrderNotes.Replays,
    Reference = "T 1.8; arXiv 2502.06768",
    Example = """{"steps": 8}""")]
public sealed class Margin(OrderOptions options) : ScoredOrder(options, Lead)
{
    private static double Lead(ReadOnlySpan<double> row)
    {
        var (first, second) = (0.0, 0.0);
        foreach (var probability in row)
        {
            (first, second) = probability > first ? (probability, first) : (first, Math.Max(second, probability));
        }

        return second - first;
    }
}
