using Fixture.Library;
using Unmask;

namespace Fixture;

/// <summary>Its step size is the version of its private library.</summary>
[Plugin("uses-old")]
public sealed class UsesOld : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law) => Answer.Number();
}
