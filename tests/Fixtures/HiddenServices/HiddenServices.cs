using Microsoft.Extensions.DependencyInjection;
using Unmask;

namespace Fixture;

/// <summary>Not public, so the host may not make it.</summary>
internal sealed class HiddenRegistration : IServiceRegistration
{
    public void Register(IServiceCollection services) => services.AddSingleton(new Uri("unmask:hidden"));
}

[Plugin("hidden-services")]
public sealed class HiddenServices(Uri service) : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() => [("port", service.Port)];
}
