using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Runs;

namespace Unmask.Host.Plugins.Trust;

/// <summary>The plugin assemblies that may be loaded, exactly as they were: <c>plugins.lock.json</c>. Immutable.</summary>
/// <remarks>The same plugins give the same file, in whatever folders they are and in whatever order they are found.</remarks>
/// <param name="plugins">The assemblies.</param>
internal sealed class PluginLock(IEnumerable<LockedPlugin> plugins)
{
    /// <summary>The file's name, unless another is given.</summary>
    public const string FileName = "plugins.lock.json";

    private const string Format = "unmask lock 1";

    /// <summary>The assemblies, sorted by name.</summary>
    public IReadOnlyList<LockedPlugin> Plugins { get; } =
        [.. plugins.OrderBy(plugin => plugin.Assembly, StringComparer.Ordinal).ThenBy(plugin => plugin.Content, StringComparer.Ordinal)];

    /// <summary>The lock of everything installed.</summary>
    /// <exception cref="PluginChangedException">A file is another by now.</exception>
    /// <exception cref="UserErrorException">A file cannot be read.</exception>
    public static PluginLock Of(Catalogue catalogue) => new(catalogue.Assemblies.Select(LockedPlugin.Of));

    /// <summary>Reads a lock.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">How messages call it.</param>
    /// <exception cref="UserErrorException">There is none, or it is none.</exception>
    public static PluginLock Read(string path, string shown)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!;
            return root["format"]!.GetValue<string>() == Format
                ? new PluginLock(root["plugins"]!.AsArray().Select(plugin => Plugin(plugin!)))
                : throw Wrong($"its format is {root["format"]}; expected is '{Format}'");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong("there is no such lock; 'unmask trust' writes one");
        }
        catch (Exception problem) when (problem is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw Wrong($"it is no lock of plugins ({problem.Message}); 'unmask trust' writes one");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"it cannot be read: {problem.Message}");
        }

        UserErrorException Wrong(string message) => new(shown, "", message);
    }

    /// <summary>What changed from this lock to a later one: a line an assembly.</summary>
    /// <param name="later">The later one.</param>
    public IEnumerable<LockChange> ChangesTo(PluginLock later)
    {
        var gone = Plugins.Where(plugin => !later.Plugins.Any(plugin.IsSame)).ToList();
        foreach (var plugin in later.Plugins.Where(plugin => !Plugins.Any(plugin.IsSame)))
        {
            var before = gone.Find(other => other.Assembly == plugin.Assembly);
            gone.Remove(before!);
            yield return new LockChange(before, plugin);
        }

        foreach (var plugin in gone)
        {
            yield return new LockChange(plugin, null);
        }
    }

    /// <summary>The file's text.</summary>
    public override string ToString() => Json.Indented(new JsonObject
    {
        ["format"] = Format,
        ["plugins"] = new JsonArray([.. Plugins.Select(plugin => new JsonObject
        {
            ["assembly"] = plugin.Assembly,
            ["version"] = plugin.Version,
            ["contract"] = plugin.Contract,
            ["sha256"] = plugin.Sha256,
            ["content"] = plugin.Content,
            ["files"] = new JsonObject(plugin.Files.Select(file => KeyValuePair.Create(file.Name, (JsonNode?)file.Sha256))),
        })]),
    });

    private static LockedPlugin Plugin(JsonNode plugin)
    {
        string Text(string name) => plugin[name]!.GetValue<string>();
        return new LockedPlugin(Text("assembly"), Text("version"), Text("contract"), Text("sha256"), Text("content"),
            [.. plugin["files"]!.AsObject().Select(file => new PackageFile(file.Key, file.Value!.GetValue<string>()))]);
    }
}
