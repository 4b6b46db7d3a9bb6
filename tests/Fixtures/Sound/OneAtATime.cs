using Unmask;

namespace Fixture.Sound;

/// <summary>Has no options, so that a check can make it.</summary>
[Plugin("one-at-a-time", Summary = "One position a step")]
public sealed class OneAtATime : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
