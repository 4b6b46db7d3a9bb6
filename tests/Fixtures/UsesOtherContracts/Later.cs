using Unmask;

namespace Fixture.UsesOtherContracts;

[Plugin("later")]
public sealed class Later : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
