namespace Unmask.Plugins.Schedules;

/// <summary>Highest top probability first: <c>max_v p̂_i(v|revealed tokens)</c>; ties to the lowest index.</summary>
[Plugin(
    "top-probability",
    Summary = "Positions of highest top probability first",
    Equation = "next = argmax_i max_v p̂_i(v | revealed), ties to the lowest index",
    Notes = OrderNotes.Ties + OrderNotes.Replays,
    Reference = "T 1.8; arXiv 2502.09992",
    Example = """{"steps": 8}""")]
public sealed class TopProbability(OrderOptions options) : ScoredOrder(options, row => -TopOf(row))
{
    /// <summary>The highest probability of a row.</summary>
    internal static double TopOf(ReadOnlySpan<double> row)
    {
        var top = 0.0;
        foreach (var probability in row)
        {
            top = Math.Max(top, probability);
        }

        return top;
    }
}
