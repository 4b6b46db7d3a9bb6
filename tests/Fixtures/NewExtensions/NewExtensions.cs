using Microsoft.Extensions.DependencyInjection;
using Unmask;

namespace Fixture;

/// <summary>Built against a version that the host does not have yet.</summary>
[Plugin("new-extensions")]
public sealed class NewExtensions : Reporting, IServiceRegistration
{
    public void Register(IServiceCollection services) => services.AddSingleton<NewExtensions>();

    protected override IEnumerable<(string Name, double Value)> Facts() => [("shared", typeof(IServiceCollection).Assembly.GetName().Version!.Major)];
}
