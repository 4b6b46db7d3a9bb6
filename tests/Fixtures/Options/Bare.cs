using Unmask;

namespace Fixture.Options;

public abstract class OnlySizes : ISizeLaw
{
    public abstract int Sizes(int step, int left, Span<double> law);
}

/// <summary>No options, and the contract comes from a base class.</summary>
[Plugin("bare")]
public sealed class Bare : OnlySizes
{
    public override int Sizes(int step, int left, Span<double> law) => left;
}
