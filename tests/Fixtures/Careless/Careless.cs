using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Unmask;

namespace Fixture;

[Plugin("careless")]
public sealed class Careless : Reporting
{
    protected override IEnumerable<(string Name, double Value)> Facts()
    {
        var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
        foreach (var (name, shared) in new[] { ("contracts", typeof(IMetric).Assembly), ("services", typeof(IServiceCollection).Assembly) })
        {
            yield return ($"ships-{name}", File.Exists(Path.Combine(folder, shared.GetName().Name + ".dll")) ? 1 : 0);
            yield return ($"shares-{name}", AssemblyLoadContext.GetLoadContext(shared) == AssemblyLoadContext.Default ? 1 : 0);
        }
    }
}
