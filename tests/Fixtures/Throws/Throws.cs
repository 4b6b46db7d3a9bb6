using Unmask;

namespace Fixture.Throws;

public abstract class Sizes : ISizeLaw
{
    int ISizeLaw.Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}

[Plugin("throws-in-static-constructor")]
public sealed class InStaticConstructor : Sizes
{
    static InStaticConstructor() => throw new InvalidOperationException("no table of primes");
}

[Plugin("throws-in-constructor")]
public sealed class InConstructor : Sizes
{
    public InConstructor() => throw new FileNotFoundException("weights.bin is not there");
}

public sealed record ThrowingOptions
{
    public ThrowingOptions(int steps = 0) =>
        Steps = steps > 0 ? steps : throw new ArgumentException($"steps must be above 0, not {steps}");

    public int Steps { get; }
}

[Plugin("throws-in-options")]
public sealed class InOptions(ThrowingOptions options) : Sizes
{
    public ThrowingOptions Options { get; } = options;
}

[Plugin("throws-in-validation")]
public sealed class InValidation : Sizes, IValidates
{
    public void Validate(Shape shape, Problems problems) => throw new NotSupportedException("no such shape");
}

[Plugin("beside-throwing")]
public sealed class Beside : Sizes;
