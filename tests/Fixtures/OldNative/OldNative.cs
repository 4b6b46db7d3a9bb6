using Unmask;

namespace Fixture;

[Plugin("old-native")]
public sealed class OldNative : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => Native.Facts();
}
