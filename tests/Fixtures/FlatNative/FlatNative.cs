using Unmask;

namespace Fixture;

[Plugin("flat-native")]
public sealed class FlatNative : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => Native.Facts();
}
