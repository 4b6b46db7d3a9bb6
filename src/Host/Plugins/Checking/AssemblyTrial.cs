using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;

namespace Unmask.Host.Plugins.Checking;

/// <summary>Loads an assembly and every plugin class in it as a run would, runs their initialisers, makes what can be made, and reports.</summary>
/// <remarks>For a process of its own: a plugin's code may end it, or never return.</remarks>
/// <param name="assemblies">Loads assemblies.</param>
/// <param name="report">Receives what is tried, before it is tried, and what came of it.</param>
internal sealed class AssemblyTrial(IAssemblySource assemblies, CheckReport report)
{
    private readonly PluginTypes _types = new(assemblies);

    /// <summary>Tries everything, or one class.</summary>
    /// <param name="scanned">The assembly.</param>
    /// <param name="only">The full name of the class to try, or null for all.</param>
    public void Run(ScannedAssembly scanned, string? only)
    {
        var natives = new NativeModules();
        if (Load(scanned.Plugins.Select(plugin => plugin.Assembly).FirstOrDefault() ?? new PluginAssembly(scanned.Path, "", "", scanned.Sha256)) is { } refusal)
        {
            report.Refuse(refusal);
            return;
        }

        var plugins = scanned.Plugins.Where(plugin => only is null || plugin.TypeName == only).ToList();
        report.Loaded([.. plugins.Select(plugin => plugin.TypeName)]);
        foreach (var plugin in plugins)
        {
            report.Begin(Doing.Load);
            report.End(Try(plugin, out var outOfMemory));
            if (outOfMemory)
            {
                // What fills the memory now would make the classes after it fail too.
                return;
            }
        }

        report.Finish([.. natives.LoadedSince().Select(assemblies.Original)]);
    }

    private string? Load(PluginAssembly assembly)
    {
        try
        {
            RuntimeHelpers.RunModuleConstructor(assemblies.Load(assembly).ManifestModule.ModuleHandle);
            return null;
        }
        catch (TypeInitializationException failure)
        {
            return assemblies.Original(PluginWords.Thrown("its module initialiser", failure));
        }
        catch (Exception failure)
        {
            return $"cannot be loaded: {assemblies.Original(failure.Message)}";
        }
    }

    private ClassCheck Try(PluginDescription plugin, out bool outOfMemory)
    {
        outOfMemory = false;
        try
        {
            var type = _types.Load(plugin);
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            var constructor = type.GetConstructors().Single();
            var untried = Needs(plugin, constructor);
            if (untried is null)
            {
                Make(plugin, constructor);
            }

            return new ClassCheck(plugin.TypeName, null, untried);
        }
        catch (Exception failure)
        {
            for (var cause = failure; cause is not null; cause = cause.InnerException)
            {
                outOfMemory |= cause is OutOfMemoryException;
            }

            return new ClassCheck(plugin.TypeName, assemblies.Original(failure is PluginLoadException known ? known.Reason : PluginWords.Thrown("loading it", failure)), null);
        }
    }

    /// <summary>What a pipeline has to provide before the class can be made, in words; null if its defaults are enough.</summary>
    /// <remarks>Values that were made up for required options would say something about the values, and components or services
    /// made up for the rest something about those: a refusal has to be the plugin's own.</remarks>
    private static string? Needs(PluginDescription plugin, ConstructorInfo constructor)
    {
        if (plugin.Options.FirstOrDefault(option => option.Required && option.Type.Kind != OptionKind.Component) is { } required)
        {
            return $"needs the option '{required.Name}'";
        }

        var foreign = constructor.GetParameters().FirstOrDefault(parameter => !OptionReader.IsOptions(parameter) && !OptionalParameter.Is(parameter));
        return foreign is null ? null
            : foreign.IsDefined(typeof(ComponentAttribute)) ? $"needs another plugin as '{foreign.Name}'"
            : !SharedAssemblies.IsOwn(foreign.ParameterType.Assembly.GetName().Name) ? $"needs the service {foreign.ParameterType.Name}"
            : foreign.ParameterType.GetCustomAttribute<SectionAttribute>() is { } section ? $"needs the section '{section.Name}' of a pipeline"
            : $"needs the {(foreign.ParameterType is { IsGenericType: true, GenericTypeArguments: [var derived, ..] } ? derived : foreign.ParameterType).Name} of a pipeline";
    }

    private void Make(PluginDescription plugin, ConstructorInfo constructor)
    {
        report.Begin(Doing.Construct);
        var defaults = new ComponentConfiguration(
            plugin, new JsonObject(plugin.Options.Select(option => KeyValuePair.Create(option.Name, option.Default?.DeepClone()))),
            new Dictionary<string, ComponentConfiguration>(), "", _ => default) { Canonical = "" };
        object?[] arguments;
        try
        {
            arguments = [.. constructor.GetParameters().Select(parameter => OptionReader.IsOptions(parameter) ? OptionsBinder.Bind(parameter.ParameterType, defaults) : null)];
        }
        catch (Exception failure)
        {
            throw new PluginLoadException(plugin, PluginWords.Thrown("its options cannot be made from their defaults: the record", failure), failure);
        }

        try
        {
            _ = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }
        catch (Exception failure)
        {
            throw new PluginLoadException(plugin, PluginWords.Thrown(plugin.Options.Count > 0 ? "its constructor, given its defaults," : "its constructor", failure), failure);
        }
    }
}
