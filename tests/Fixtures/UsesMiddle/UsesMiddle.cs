using Unmask;

namespace Fixture.UsesMiddle;

/// <summary>Its library needs a library.</summary>
[Plugin("uses-middle")]
public sealed class UsesMiddle : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return Middle.Middle.Number();
    }
}
