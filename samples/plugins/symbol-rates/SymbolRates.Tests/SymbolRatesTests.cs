using Unmask;
using Unmask.Testing;

namespace Samples.Tests;

/// <summary>The contract of a process, and what is told before anything runs.</summary>
public sealed class SymbolRatesTests : ProcessConformance
{
    protected override IReadOnlyList<int> Vocabularies => [3];

    protected override IForwardProcess Create() => new SymbolRates(new SymbolRatesOptions([2, 0.5, 1]));

    [Fact]
    public void A_rate_for_each_symbol_is_expected()
    {
        var problems = new Problems();

        ((IValidates)Create()).Validate(new Shape(8, 4), problems);

        Assert.Equal(("rates", "got 3 rates; expected 4, one for each symbol of the data."), Assert.Single(problems.All));
    }
}
