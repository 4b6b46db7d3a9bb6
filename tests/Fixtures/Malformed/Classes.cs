using Unmask;

namespace Fixture.Malformed;

public abstract class Sizes : ISizeLaw
{
    int ISizeLaw.Sizes(int step, int left, Span<double> law) => left;
}

[Plugin("good")]
public sealed class Good : Sizes;

[Plugin("hidden")]
internal sealed class Hidden : Sizes;

[Plugin("unfinished")]
public abstract class Unfinished : Sizes;

[Plugin("generic")]
public sealed class Generic<T> : Sizes;

[Plugin("No Name")]
public sealed class Unnamed : Sizes;

[Plugin("no-contract")]
public sealed class NoContract;

[Plugin("two-sections")]
public sealed class TwoSections : Sizes, IMetric
{
    public void Check(ICell cell, Problems problems)
    {
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
    }
}

[Plugin("two-constructors")]
public sealed class TwoConstructors : Sizes
{
    public TwoConstructors()
    {
    }

    public TwoConstructors(Shape shape) => _ = shape;
}

public sealed record ByDecimal(decimal Money);

[Plugin("decimal-option")]
public sealed class DecimalOption(ByDecimal options) : Sizes
{
    public ByDecimal Options { get; } = options;
}

public sealed record TooDeep(int[][][][] Values);

[Plugin("deep-option")]
public sealed class DeepOption(TooDeep options) : Sizes
{
    public TooDeep Options { get; } = options;
}

public sealed record NamesItself(string Kind);

[Plugin("kind-option")]
public sealed class KindOption(NamesItself options) : Sizes
{
    public NamesItself Options { get; } = options;
}

public sealed record GivesTokens(int Given);

[Plugin("given-option")]
public sealed class GivenOption(GivesTokens options) : IDataDistribution
{
    public Shape Shape => new(options.Given, 2);

    public void Sample(ref Unmask.Numerics.RandomStream random, Span<int> x) => x.Clear();
}

public sealed class NoRecord;

[Plugin("no-record")]
public sealed class TakesNoRecord(NoRecord options) : Sizes
{
    public NoRecord Options { get; } = options;
}

[Plugin("stranger")]
public sealed class TakesStranger(TimeProvider clock) : Sizes
{
    public TimeProvider Clock { get; } = clock;
}
