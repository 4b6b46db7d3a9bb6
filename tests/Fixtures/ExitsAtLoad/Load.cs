using System.Runtime.CompilerServices;
using Unmask;

namespace Fixture.ExitsAtLoad;

[Plugin("exits-at-load")]
public sealed class Load : ISizeLaw
{
    [ModuleInitializer]
    internal static void Initialise() => Environment.Exit(3);

    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
