using Unmask;

namespace Fixture;

[Plugin("old-json")]
public sealed class OldJson : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => Json.Facts();
}
