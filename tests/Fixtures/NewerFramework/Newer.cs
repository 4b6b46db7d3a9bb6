using System.Runtime.Versioning;
using Unmask;

[assembly: TargetFramework(".NETCoreApp,Version=v11.0")]

namespace Fixture.NewerFramework;

[Plugin("newer")]
public sealed class Newer : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
