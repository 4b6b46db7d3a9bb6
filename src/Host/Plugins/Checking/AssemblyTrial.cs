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

    /// <summary>Tries everything.</summary>
    /// <param name="scanned">The assembly.</param>
    /// <param name="skipped">The full names of the classes to leave out.</param>
    public void Run(ScannedAssembly scanned, IReadOnlyCollection<string> skipped)
    {
        var natives = new NativeModules();
        report.Begin(null, Doing.Load);
        if (Load(scanned.Path) is { } refusal)
        {
            report.Refuse(refusal);
            return;
        }

        foreach (var plugin in scanned.Plugins.Where(plugin => !skipped.Contains(plugin.TypeName)))
        {
            report.Begin(plugin.TypeName, Doing.Load);
            report.End(Try(plugin));
        }

        report.Finish(natives.LoadedSince());
    }

    private string? Load(string path)
    {
        try
        {
            RuntimeHelpers.RunModuleConstructor(assemblies.Load(path).ManifestModule.ModuleHandle);
            return null;
        }
        catch (TypeInitializationException failure)
        {
            return PluginWords.Thrown("its module initialiser", failure);
        }
        catch (Exception failure)
        {
            return $"cannot be loaded: {failure.Message}";
        }
    }

    private ClassCheck Try(PluginDescription plugin)
    {
        var refusal = (string?)null;
        var untried = (string?)null;
        try
        {
            var type = _types.Load(plugin);
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            var constructor = type.GetConstructors().Single();
            untried = Needs(plugin, constructor);
            if (untried is null)
            {
                refusal = Make(plugin, constructor);
            }
        }
        catch (PluginLoadException failure)
        {
            refusal = failure.Reason;
        }
        catch (Exception failure)
        {
            refusal = PluginWords.Thrown("loading it", failure);
        }

        return new ClassCheck(plugin.TypeName, refusal, untried);
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

        var foreign = constructor.GetParameters().FirstOrDefault(parameter => parameter.ParameterType.Assembly != constructor.DeclaringType!.Assembly);
        return foreign is null ? null
            : foreign.IsDefined(typeof(ComponentAttribute)) ? $"needs another plugin as '{foreign.Name}'"
            : foreign.ParameterType.GetCustomAttribute<SectionAttribute>() is { } section ? $"needs the section '{section.Name}' of a pipeline"
            : $"needs the {foreign.ParameterType.Name} of a pipeline";
    }

    private string? Make(PluginDescription plugin, ConstructorInfo constructor)
    {
        report.Begin(plugin.TypeName, Doing.Construct);
        var defaults = new ComponentConfiguration(
            plugin, new JsonObject(plugin.Options.Select(option => KeyValuePair.Create(option.Name, option.Default?.DeepClone()))),
            new Dictionary<string, ComponentConfiguration>(), "", _ => default) { Canonical = "" };
        object[] arguments;
        try
        {
            arguments = [.. constructor.GetParameters().Select(parameter => OptionsBinder.Bind(parameter.ParameterType, defaults))];
        }
        catch (Exception failure)
        {
            return PluginWords.Thrown("its options cannot be made from their defaults: the record", failure);
        }

        try
        {
            _ = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
            return null;
        }
        catch (Exception failure)
        {
            return PluginWords.Thrown("its constructor", failure);
        }
    }
}
