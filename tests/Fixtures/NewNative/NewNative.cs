using Unmask;

namespace Fixture;

[Plugin("new-native")]
public sealed class NewNative : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => Native.Facts();
}
