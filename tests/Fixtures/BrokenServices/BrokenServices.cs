using Microsoft.Extensions.DependencyInjection;
using Unmask;

namespace Fixture;

public sealed class BrokenRegistration : IServiceRegistration
{
    public void Register(IServiceCollection services) => throw new InvalidOperationException("the register is full");
}

[Plugin("broken-services")]
public sealed class BrokenServices(Uri service) : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => [("port", service.Port)];
}

/// <summary>Asks for no service, so it does not matter.</summary>
[Plugin("without-services")]
public sealed class WithoutServices : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => [("works", 1)];
}
