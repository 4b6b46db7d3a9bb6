using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Unmask;

namespace Fixture;

public sealed class Registration : IServiceRegistration
{
    public static IServiceCollection? Given { get; private set; }

    public void Register(IServiceCollection services)
    {
        Given = services;
        services.AddSingleton(new Uri("unmask:given"));
    }
}

/// <summary>Built against version 8 of two packages that the host has in version 10: one of them is shared, the other is not.</summary>
[Plugin("old-extensions")]
public sealed class OldExtensions(Uri service) : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts() =>
    [
        ("shared", typeof(IServiceCollection).Assembly.GetName().Version!.Major),
        ("private", typeof(ConfigurationBuilder).Assembly.GetName().Version!.Major),
        ("reads", new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("a", (string?)"2")]).Build()["a"] == "2" ? 1 : 0),
        ("exchanged", Registration.Given!.Single(descriptor => descriptor.ServiceType == typeof(Uri)).ImplementationInstance == (object)service ? 1 : 0),
    ];
}
