using Unmask;

namespace Fixture.ShipsContracts;

[Plugin("with-contracts")]
public sealed class WithContracts : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
