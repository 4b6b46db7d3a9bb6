namespace Unmask.Testing;

/// <summary>Sizes of one number, the last cut to what is left.</summary>
/// <remarks>Thread-safe; allocates nothing.</remarks>
/// <param name="size">How many positions a step reveals, at least 1.</param>
public sealed class EqualSizes(int size) : ISizeLaw
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law)
    {
        var now = Math.Min(size, left);
        law[..now].Clear();
        law[now - 1] = 1;
        return now;
    }
}
