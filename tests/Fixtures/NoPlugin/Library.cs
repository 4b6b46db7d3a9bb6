using Unmask;

namespace Fixture.NoPlugin;

/// <summary>A schedule, but not marked as a plugin.</summary>
public sealed class Library : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
