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
        foreach (var shared in new[] { typeof(IMetric).Assembly, typeof(IServiceCollection).Assembly })
        {
            var name = shared.GetName().Name!;
            yield return ($"ships-{name}", File.Exists(Path.Combine(folder, name + ".dll")) ? 1 : 0);
            yield return ($"shares-{name}", AssemblyLoadContext.GetLoadContext(shared) == AssemblyLoadContext.Default ? 1 : 0);
        }
    }
}
