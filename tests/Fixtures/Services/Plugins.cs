using Microsoft.Extensions.DependencyInjection;
using Unmask;

namespace Fixture;

public sealed class LedgerRegistration : IServiceRegistration
{
    public void Register(IServiceCollection services) => services
        .AddSingleton<ILedger, Ledger>()
        .AddSingleton(new Ink(1))
        .AddSingleton<Broken>()
        .AddKeyedSingleton("left", "the left one")
        .AddKeyedSingleton<IFormattable>("three", (_, _) => 3);
}

public sealed record LedgerOptions(double Weight = 1);

/// <summary>How many ledgers were made before this one's: 1 wherever it is asked.</summary>
[Plugin("ledger")]
public sealed class LedgerMetric(LedgerOptions options, ILedger ledger, Shape shape, [FromKeyedServices("three")] IFormattable three, IEnumerable<ILedger> all) : Metric
{
    protected override double Value => options.Weight * ledger.Made * shape.Length * (int)three * all.Count();
}

[Plugin("needs-missing")]
public sealed class NeedsMissing(IMissing missing) : Metric
{
    protected override double Value => missing.GetHashCode();
}

[Plugin("needs-broken")]
public sealed class NeedsBroken(Broken broken) : Metric
{
    protected override double Value => broken.GetHashCode();
}

[Plugin("needs-number")]
public sealed class NeedsNumber(int number) : Metric
{
    protected override double Value => number;
}

public abstract class Metric : IMetric
{
    protected abstract double Value { get; }

    public void Check(ICell cell, Problems problems)
    {
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop) => results.Add("", Value, "seen");
}
