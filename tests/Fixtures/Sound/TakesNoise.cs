using Unmask;

namespace Fixture.Sound;

/// <summary>Takes a section that a pipeline need not have, so that a check can make it; with it, it would reveal everything at once.</summary>
[Plugin("takes-noise")]
public sealed class TakesNoise(INoiseSchedule? noise) : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        var size = noise is null ? 1 : left;
        law[..size].Clear();
        law[size - 1] = 1;
        return size;
    }
}
