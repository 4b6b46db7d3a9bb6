using Unmask;

namespace Fixture.NoManifest;

[Plugin("without-manifest")]
public sealed class WithoutManifest : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
