using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Host.Plugins;

/// <summary>Reads the plugins of an assembly file from its metadata; no code of it is loaded or run.</summary>
/// <remarks>Whatever is wrong with a file ends up in <see cref="ScannedAssembly.Refused"/>, never in an exception.</remarks>
internal static class PluginScanner
{
    /// <summary>Scans one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cache">Where to look first whether a file with this content was scanned before, or null.</param>
    public static ScannedAssembly Scan(string path, ScanCache? cache = null)
    {
        var hash = "";
        try
        {
            var content = File.ReadAllBytes(path);
            hash = Convert.ToHexStringLower(SHA256.HashData(content));
            var own = new PrivateAssemblies(path);
            if (cache?.Find(path, hash, own) is { } known)
            {
                return known;
            }

            var scanned = AssemblyAdmission.Refusal(content, own) is { } reason
                ? Refused(path, hash, reason)
                : Scan(path, hash, content, own);
            if (scanned.IsFinal)
            {
                cache?.Keep(scanned, own);
            }

            return scanned;
        }
        catch (Exception failure)
        {
            return Refused(path, hash, $"cannot be read: {failure.Message}");
        }
    }

    /// <summary>The sections whose contracts a type is or implements, each once, sorted.</summary>
    public static IReadOnlyList<string> Sections(Type type) =>
        [.. type.GetInterfaces().Append(type)
            .Where(contract => contract.IsInterface && contract.Assembly.GetName().Name == SharedAssemblies.Contracts.GetName().Name)
            .Select(contract => contract.GetCustomAttributesData().Find<SectionAttribute>()?.Argument<string>(0))
            .OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static ScannedAssembly Scan(string path, string hash, byte[] content, PrivateAssemblies own)
    {
        using var context = new MetadataLoadContext(new MetadataResolver(own), typeof(object).Assembly.GetName().Name);
        var assembly = context.LoadFromByteArray(content);
        var version = assembly.GetCustomAttributesData().Find<AssemblyInformationalVersionAttribute>()?.Argument<string>(0);
        var file = new PluginAssembly(path, assembly.GetName().Name!, version ?? $"{assembly.GetName().Version}", hash);
        List<PluginDescription> plugins = [];
        List<RefusedPlugin> refused = [];
        var isFinal = true;
        var hasServices = RegistersServices(assembly, defect => Refuse("registers no services", defect));
        foreach (var type in assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            try
            {
                if (type.GetCustomAttributesData().Find<PluginAttribute>() is { } attribute)
                {
                    plugins.Add(Describe(type, attribute, file, hasServices));
                }
            }
            catch (Exception defect)
            {
                Refuse($"class {type.FullName}", defect);
            }
        }

        if (plugins.Count + refused.Count == 0)
        {
            refused.Add(new RefusedPlugin(path, "holds no plugin: no public class is marked [Plugin]"));
        }

        return new ScannedAssembly(path, hash, plugins, refused, [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)]) { IsFinal = isFinal };

        void Refuse(string what, Exception defect)
        {
            refused.Add(new RefusedPlugin(path, $"{what}: {defect.Message}"));
            isFinal &= defect is PluginDefectException;
        }
    }

    private static bool RegistersServices(Assembly assembly, Action<Exception> refuse)
    {
        try
        {
            return RegistrationReader.Find(assembly) is not null;
        }
        catch (Exception defect)
        {
            refuse(defect);
            return false;
        }
    }

    private static PluginDescription Describe(Type type, CustomAttributeData attribute, PluginAssembly file, bool hasServices)
    {
        if (!type.IsVisible || type.IsAbstract || type.IsGenericTypeDefinition)
        {
            throw new PluginDefectException("a plugin is a public class that is neither abstract nor generic");
        }

        var section = Sections(type) switch
        {
            [var one] => one,
            [] => throw new PluginDefectException("it implements no contract of a section, such as ISchedule or IMetric"),
            var some => throw new PluginDefectException($"it implements contracts of several sections ({string.Join(", ", some)}); one is expected"),
        };
        var name = attribute.Argument<string>(0) ?? "";
        var options = OptionReader.Read(type, hasServices);
        if (section == GivenOption.Section && options.Any(option => option.Name == GivenOption.Name))
        {
            throw new PluginDefectException($"an option is called '{GivenOption.Name}', which every data law has: the tokens that are given");
        }

        return !KebabName.Is(name)
            ? throw new PluginDefectException($"its name is '{name}'; expected are lower-case words joined by hyphens")
            : new PluginDescription(
                section, name, Text(nameof(PluginAttribute.Summary)), Text(nameof(PluginAttribute.Reference)), Text(nameof(PluginAttribute.Equation)),
                Example(Text(nameof(PluginAttribute.Example))), type.FullName!, file, options)
            {
                Notes = Text(nameof(PluginAttribute.Notes)),
            };

        string Text(string property) => attribute.Named<string>(property) ?? "";
    }

    private static JsonObject? Example(string written)
    {
        try
        {
            return written.Length == 0 ? null : JsonNode.Parse(written) as JsonObject ?? throw new PluginDefectException($"its Example is '{written}'; a JSON object of options is expected");
        }
        catch (JsonException wrong)
        {
            throw new PluginDefectException($"its Example is no JSON object: {wrong.Message}");
        }
    }

    private static ScannedAssembly Refused(string path, string hash, string reason) =>
        new(path, hash, [], [new RefusedPlugin(path, reason)], []);
}
