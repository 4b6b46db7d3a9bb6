using Unmask;

namespace Fixture;

/// <summary>A kernel that is made of none on symbols: 2 for sequences with the same two ends, 1 with the same first token, else 0.</summary>
[Plugin("same-ends")]
public sealed class SameEnds : IKernel
{
    public double Largest => 2;

    public double Value(ReadOnlySpan<int> x, ReadOnlySpan<int> y) => x[0] != y[0] ? 0 : x[^1] != y[^1] ? 1 : 2;
}
