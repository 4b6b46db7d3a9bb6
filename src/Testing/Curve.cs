namespace Unmask.Testing;

/// <summary>Compares curves over w.</summary>
internal static class Curve
{
    /// <summary>Each value within a tolerance of the expected one, relative to it where it is large; infinities alike.</summary>
    public static void Near(string what, IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: got {actual.Count} values; expected {expected.Count}, w = 0 to {expected.Count - 1}");
        for (var w = 0; w < expected.Count; w++)
        {
            Assert.True(
                expected[w] == actual[w] || Math.Abs(expected[w] - actual[w]) <= tolerance * Math.Max(1, Math.Abs(expected[w])),
                $"{what}: got {actual[w]:R} at w = {w}; over all masks it is {expected[w]:R}");
        }
    }
}
