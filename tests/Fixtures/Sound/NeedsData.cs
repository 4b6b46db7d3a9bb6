using Unmask;

namespace Fixture.Sound;

/// <summary>Needs a section of the pipeline, so that a check cannot make it.</summary>
[Plugin("needs-data")]
public sealed class NeedsData(IDataDistribution data) : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = data.Shape.Length > 0 ? 1 : 0;
        return 1;
    }
}
