namespace Unmask.Tests.Unit.Theory;

/// <summary>Comparison of numbers that ought to be equal.</summary>
internal static class Close
{
    /// <summary>Equal to a relative 1e-10; the absolute part is the rounding of an oracle that subtracts entropies.</summary>
    public static void To(double expected, double actual, double relative = 1e-10, double absolute = 1e-13) =>
        Assert.True(
            Math.Abs(expected - actual) <= Math.Max(relative * Math.Abs(expected), absolute),
            $"expected {expected:R}, got {actual:R}, apart by {actual - expected:E2}");

    public static void To(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative = 1e-10, double absolute = 1e-13)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            To(expected[k], actual[k], relative, absolute);
        }
    }
}
