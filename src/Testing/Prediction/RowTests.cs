namespace Unmask.Testing;

/// <summary>What rows promise, whether a predictor's or a law's conditionals: sentences that both suites have.</summary>
internal static class RowTests
{
    /// <summary>Each row is at least 0 and sums to 1 within 1e-9.</summary>
    public static void AreProbabilities(Batch batch)
    {
        foreach (var (_, _, row, place) in batch.All)
        {
            if (Defects.OfProbabilities(row, 1e-9) is { } defect)
            {
                Assert.Fail($"{place}: the row {Words.Numbers(row)} {defect}");
            }
        }
    }

    /// <summary>Each sequence asked alone has the rows it has in the batch.</summary>
    public static void DoNotDependOnTheBatch(RowsOf rows, Batch batch, double tolerance)
    {
        for (var k = 0; k < batch.Tokens.Count; k++)
        {
            Same(Batch.Ask(rows, batch.Shape, [batch.Tokens[k]], [batch.Positions[k]]), batch.Only(k), tolerance, "alone", $"in a batch of {batch.Tokens.Count}");
        }
    }

    /// <summary>Each position asked alone has the row it has among others, up to rounding.</summary>
    public static void DoNotDependOnWhatElseIsAsked(RowsOf rows, Batch batch, double tolerance)
    {
        var single = batch.All.ToList();
        var alone = Batch.Ask(rows, batch.Shape, [.. single.Select(one => one.Tokens)], [.. single.Select(one => new[] { one.Position })]);
        foreach (var (one, other) in single.Zip(alone.All))
        {
            Near(one.Place, one.Row, other.Row, Math.Max(tolerance, 1e-12), "with other positions", "asked alone");
        }
    }

    /// <summary>Two answers to one question are the same.</summary>
    public static void Same(Batch one, Batch other, double tolerance, string how, string before)
    {
        foreach (var (now, then) in one.All.Zip(other.All))
        {
            Near(now.Place, now.Row, then.Row, tolerance, how, before);
        }
    }

    /// <summary>Two rows are the same; the tolerance is relative to numbers above 1.</summary>
    public static void Near(string place, double[] one, double[] other, double tolerance, string oneIs, string otherIs)
    {
        // Written so that NaN counts as different, unless both have it at the same place.
        var same = one.Zip(other).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second)));
        Assert.True(same, $"{place}: {Words.Numbers(one)} {oneIs}, {Words.Numbers(other)} {otherIs}");
    }
}
