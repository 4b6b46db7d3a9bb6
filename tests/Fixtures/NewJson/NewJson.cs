using Unmask;

namespace Fixture;

[Plugin("new-json")]
public sealed class NewJson : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => Json.Facts();
}
