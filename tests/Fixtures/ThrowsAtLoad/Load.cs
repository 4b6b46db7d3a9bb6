using System.Runtime.CompilerServices;
using Unmask;

namespace Fixture.ThrowsAtLoad;

[Plugin("throws-at-load")]
public sealed class Load : ISizeLaw
{
    [ModuleInitializer]
    internal static void Initialise() => throw new InvalidOperationException("no licence");

    public int Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}
