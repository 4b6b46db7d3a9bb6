using System.Runtime.CompilerServices;
using Unmask;

namespace Fixture.LoopsAtLoad;

[Plugin("loops-at-load")]
public sealed class Load : ISizeLaw
{
    [ModuleInitializer]
    internal static void Initialise() => Thread.Sleep(Timeout.Infinite);

    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
