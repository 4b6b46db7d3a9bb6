using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins;

/// <summary>Everything installed: the plugins by section and name, and what was refused with its reason. Immutable.</summary>
/// <remarks>Only metadata was read; loading is left to <see cref="PluginTypes"/>.</remarks>
internal sealed class Catalogue : IPluginLookup
{
    private static readonly string[] _order = ["data", "process", "noise", "schedule", "predictor", "score", "sampler", "metrics"];

    private readonly ILookup<string, PluginDescription> _byName;
    private readonly ILookup<string, string> _without;

    /// <param name="plugins">The plugins found.</param>
    /// <param name="refused">What was refused.</param>
    public Catalogue(IEnumerable<PluginDescription> plugins, IEnumerable<RefusedPlugin>? refused = null)
        : this(plugins, refused, [])
    {
    }

    private Catalogue(IEnumerable<PluginDescription> plugins, IEnumerable<RefusedPlugin>? refused, IEnumerable<(PluginDescription Plugin, string Reason)> without)
    {
        Plugins = [.. plugins.OrderBy(plugin => Place(plugin.Section)).ThenBy(plugin => plugin.Section, StringComparer.Ordinal).ThenBy(plugin => plugin.Name, StringComparer.Ordinal)];
        Refused = [.. refused ?? []];
        _byName = Plugins.ToLookup(plugin => Key(plugin.Section, plugin.Name));
        _without = without.ToLookup(each => Key(each.Plugin.Section, each.Plugin.Name), each => $"{each.Plugin.Section} '{each.Plugin.Name}' is in {each.Plugin.Assembly.Path}, which is refused: {each.Reason}");
    }

    /// <summary>The sections that the contracts know, in the order of a pipeline.</summary>
    public IReadOnlyList<string> Sections => field ??=
        [.. SharedAssemblies.Contracts.GetExportedTypes().Where(type => type.IsInterface).SelectMany(PluginScanner.Sections)
            .Distinct().OrderBy(Place).ThenBy(section => section, StringComparer.Ordinal)];

    /// <summary>All plugins, by section in the order of a pipeline, then by name; duplicates beside each other.</summary>
    public IReadOnlyList<PluginDescription> Plugins { get; }

    /// <summary>The files that the plugins are in.</summary>
    public IEnumerable<PluginAssembly> Assemblies => Plugins.Select(plugin => plugin.Assembly).Distinct();

    /// <summary>What was refused, in the order it was found.</summary>
    public IReadOnlyList<RefusedPlugin> Refused { get; }

    /// <summary>Scans folders; plugins that do the same count once: the same file with the same private dependencies.</summary>
    /// <param name="folders">Existing folders, as from <see cref="PluginFolders.Find"/>.</param>
    /// <param name="cache">What earlier scans found, or null.</param>
    public static Catalogue Scan(IEnumerable<string> folders, ScanCache? cache = null)
    {
        var folderOf = folders.SelectMany(folder => PluginFolders.Assemblies(folder)).Distinct(StringComparer.Ordinal);
        var scanned = folderOf.Where(path => SharedAssemblies.Find(Path.GetFileNameWithoutExtension(path)) is null)
            .Select(path => PluginScanner.Scan(path, cache)).Aggregate(new List<ScannedAssembly>(), Once);
        return new Catalogue(
            scanned.SelectMany(assembly => assembly.Plugins),
            scanned.Where(assembly => !IsDependency(assembly, scanned)).SelectMany(assembly => assembly.Refused));
    }

    /// <summary>The same without some of the assemblies, each of which is refused; who asks for a plugin in one is told the reason.</summary>
    /// <param name="refused">The assemblies, and the reasons.</param>
    /// <param name="more">What is refused besides.</param>
    public Catalogue Without(IReadOnlyDictionary<PluginAssembly, string> refused, IEnumerable<RefusedPlugin> more) => new(
        Plugins.Where(plugin => !refused.ContainsKey(plugin.Assembly)),
        Refused.Concat(refused.Select(each => new RefusedPlugin(each.Key.Path, each.Value)).OrderBy(each => each.Path, StringComparer.Ordinal)).Concat(more),
        Plugins.Where(plugin => refused.ContainsKey(plugin.Assembly)).Select(plugin => (plugin, refused[plugin.Assembly])));

    IEnumerable<string> IPluginLookup.Sections => Sections;

    IEnumerable<string> IPluginLookup.Names(string section) => Names(section);

    /// <summary>The names installed in a section, sorted, each once.</summary>
    public IReadOnlyList<string> Names(string section) =>
        [.. Plugins.Where(plugin => plugin.Section == section).Select(plugin => plugin.Name).Distinct()];

    /// <summary>Finds a plugin, or says why not.</summary>
    /// <param name="section">A section, such as <c>schedule</c>.</param>
    /// <param name="name">A kind, such as <c>balanced</c>.</param>
    /// <param name="problem">Null if found; otherwise what to tell the user: unknown, with the nearest name, or in two files, with both.</param>
    /// <returns>The plugin, or null.</returns>
    public PluginDescription? Find(string section, string name, out string? problem)
    {
        var found = _byName[Key(section, name)].ToList();
        problem = found switch
        {
            [_] => null,
            [] => UnknownSection(section) ?? _without[Key(section, name)].FirstOrDefault() ?? Unknown(section, name),
            _ => $"{section} '{name}' is there more than once: {string.Join(" and ", found.Select(plugin => $"{plugin.Assembly.Path} ({plugin.TypeName})"))}; remove all but one",
        };
        return problem is null ? found[0] : null;
    }

    /// <summary>What to tell the user about a section that there is no contract for, with the nearest one; null if there is one.</summary>
    public string? UnknownSection(string section) => Sections.Contains(section)
        ? null
        : $"there is no kind of plugin '{section}'{Hint(section, Sections)} (kinds: {string.Join(", ", Sections)})";

    /// <summary>Whether another file has a plugin of the same section and name.</summary>
    public bool IsDuplicate(PluginDescription plugin) => _byName[Key(plugin.Section, plugin.Name)].Skip(1).Any();

    private static string Key(string section, string name) => $"{section}/{name}";

    private string Unknown(string section, string name)
    {
        var names = Names(section);
        var installed = names.Count == 0 ? "none is installed" : $"installed: {string.Join(", ", names)}";
        var refused = Refused.Count == 0 ? "" : $"; {Refused.Count} refused, see 'unmask list'";
        return $"there is no {Configuration.Sections.Noun(section)} '{name}'{Hint(name, names)} ({installed}{refused})";
    }

    private static string Hint(string given, IEnumerable<string> known) => NearestName.Of(given, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>Whether two files count once: the same file with the same private dependencies.</summary>
    internal static bool AreSame(ScannedAssembly one, ScannedAssembly other)
    {
        if (one.Path == other.Path || one.Sha256.Length == 0 || one.Sha256 != other.Sha256)
        {
            return one.Path == other.Path;
        }

        try
        {
            return one.Plugins.Count == 0 || one.Plugins[0].Assembly.Package.DoesTheSame(other.Plugins[0].Assembly.Package);
        }
        catch (Exception problem) when (problem is UserErrorException or PluginChangedException)
        {
            return false;
        }
    }

    private static List<ScannedAssembly> Once(List<ScannedAssembly> earlier, ScannedAssembly assembly)
    {
        if (!earlier.Exists(other => AreSame(other, assembly)))
        {
            earlier.Add(assembly);
        }

        return earlier;
    }

    /// <summary>A library beside a plugin that uses it is no plugin, and no news.</summary>
    internal static bool IsDependency(ScannedAssembly assembly, IReadOnlyCollection<ScannedAssembly> all) =>
        assembly.Plugins.Count == 0 && all.Any(other => other.Plugins.Count > 0
            && Path.GetDirectoryName(other.Path) == Path.GetDirectoryName(assembly.Path)
            && other.References.Contains(Path.GetFileNameWithoutExtension(assembly.Path)));

    private static int Place(string section) => Array.IndexOf(_order, section) is >= 0 and var place ? place : _order.Length;
}
