using Unmask;

namespace Fixture.Duplicate;

/// <summary>Fixture.Sound has a schedule of the same name.</summary>
[Plugin("one-at-a-time")]
public sealed class OneAtATime : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
