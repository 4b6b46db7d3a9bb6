using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Trust;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary>What a command works with. Everything ambient is read here and nowhere else.</summary>
/// <param name="screen">The outputs.</param>
/// <param name="plugins">The folders given with <c>--plugins</c>.</param>
/// <param name="debug">Whether to show stack traces.</param>
/// <param name="overrides">The overrides on the command line.</param>
/// <param name="stop">Cancelled by Ctrl-C and SIGTERM.</param>
internal sealed class CommandContext(Screen screen, IReadOnlyList<string> plugins, bool debug, IReadOnlyList<KeyValuePair<string, string>> overrides, CancellationToken stop)
{
    private readonly Lazy<IReadOnlyList<string>> _folders = new(() => PluginFolders.Find(plugins, Listed, AppContext.BaseDirectory, Directory.GetCurrentDirectory()));

    private Catalogue? _catalogue;

    /// <summary>The outputs.</summary>
    public Screen Screen { get; } = screen;

    /// <summary>The folders given with <c>--plugins</c>, as they were typed.</summary>
    public IReadOnlyList<string> Plugins { get; } = plugins;

    /// <summary>Whether to show stack traces.</summary>
    public bool Debug { get; } = debug;

    /// <summary>In the order they were typed: a path such as <c>schedule:steps</c>, and the text of the value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Overrides { get; } = overrides;

    /// <summary>Cancelled by Ctrl-C and SIGTERM.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>The folder that relative paths from the command line resolve against.</summary>
    public string WorkingDirectory { get; } = Directory.GetCurrentDirectory();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = TimeProvider.System;

    /// <summary>The folders that plugins are looked for in.</summary>
    /// <exception cref="Configuration.UserErrorException">A folder that was named does not exist.</exception>
    public IReadOnlyList<string> Folders => _folders.Value;

    /// <summary>The same and those that do not exist yet.</summary>
    public IEnumerable<string> PossibleFolders => PluginFolders.Possible(Plugins, Listed, AppContext.BaseDirectory, WorkingDirectory).Select(folder => folder.Folder).Distinct();

    /// <summary>The lock that plugins are held to, as it was named; null if they are held to none.</summary>
    public string? Lock { get; init; }

    /// <summary>Whether to say what the lock does not allow; not where the command lists it.</summary>
    public bool TellsRefusals { get; init; } = true;

    /// <summary>Everything installed, as far as the lock allows it; scanned when first asked for.</summary>
    /// <exception cref="Configuration.UserErrorException">A folder that was named does not exist, or the lock cannot be read.</exception>
    public Catalogue Catalogue => _catalogue ??= Lock is { } file ? Locked(file) : Catalogue.Scan(Folders, ScanCache.Open());

    /// <summary>Says something on standard error, if it is anything.</summary>
    public void Say(string text)
    {
        if (text.Length > 0)
        {
            Screen.Error.WriteLine(text);
        }
    }

    /// <summary>Scans again when <see cref="Catalogue"/> is asked for next.</summary>
    public void Forget() => _catalogue = null;

    /// <summary>Loads plugins.</summary>
    public PluginTypes Types => field ??= new(new IsolatedAssemblies());

    private static string? Listed => Environment.GetEnvironmentVariable(PluginFolders.Variable);

    private Catalogue Locked(string file)
    {
        var found = Catalogue.Scan(Folders, ScanCache.Open());
        var locked = found.Only(PluginLock.Read(Path.GetFullPath(file, WorkingDirectory), file), file);
        if (TellsRefusals)
        {
            foreach (var refused in locked.Refused.Skip(found.Refused.Count))
            {
                Screen.Error.WriteLine($"{refused.Path}: {refused.Reason}");
            }
        }

        return locked;
    }
}
