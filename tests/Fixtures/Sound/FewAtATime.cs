using Unmask;

namespace Fixture.Sound;

public sealed record FewAtATimeOptions(int Size);

/// <summary>Has a required option, so that a check cannot make it.</summary>
[Plugin("few-at-a-time", Summary = "A few positions a step")]
public sealed class FewAtATime(FewAtATimeOptions options) : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        var size = Math.Min(options.Size, left);
        law[..size].Clear();
        law[size - 1] = 1;
        return size;
    }
}
