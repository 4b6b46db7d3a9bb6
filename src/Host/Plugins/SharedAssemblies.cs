using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Unmask.Theory;

namespace Unmask.Host.Plugins;

/// <summary>The assemblies that the host and all plugins share: the contracts, the theory, and what the contracts mention. Everything else is private to a plugin.</summary>
internal static class SharedAssemblies
{
    /// <summary>One type of each, as the loader wants them.</summary>
    public static IReadOnlyList<Type> Types { get; } = [typeof(Shape), typeof(ExpectedDivergence), typeof(IServiceCollection)];

    /// <summary>The assembly of the contracts.</summary>
    public static Assembly Contracts { get; } = typeof(Shape).Assembly;

    private static readonly Dictionary<string, Assembly> _byName =
        Types.Select(type => type.Assembly).ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The host's copy of a shared assembly, or null if it is not shared.</summary>
    /// <param name="name">A simple name.</param>
    public static Assembly? Find(string? name) => name is null ? null : _byName.GetValueOrDefault(name);

    /// <summary>Whether a shared assembly is one of Unmask's own, which may break from version to version; others serve what was built for them or an older one.</summary>
    /// <param name="name">A simple name.</param>
    public static bool IsOwn(string? name) => Find(name) is { } shared && shared != typeof(IServiceCollection).Assembly;
}
