namespace Unmask.Host.Plugins.Checking;

/// <summary>What there is to say about a plugin's file because of the others.</summary>
/// <param name="files">All of them, in the order they are found.</param>
/// <param name="checks">What came of loading them, by path.</param>
internal sealed class OtherFiles(IReadOnlyList<ScannedAssembly> files, IReadOnlyDictionary<string, AssemblyCheck> checks)
{
    /// <summary>Everything about one file.</summary>
    public IEnumerable<Finding> Inspect(ScannedAssembly file)
    {
        var used = files.First(other => Catalogue.AreSame(other, file));
        return used.Path == file.Path ? [.. Duplicates(file), .. Natives(file)]
            : [Finding.Note("counted-once", $"has the same content as {used.Path}, which is used in its place")];
    }

    private IEnumerable<Finding> Duplicates(ScannedAssembly file) =>
        from plugin in file.Plugins
        let twins = files.Where(other => !Catalogue.AreSame(other, file)).SelectMany(other => other.Plugins)
            .Where(other => (other.Section, other.Name) == (plugin.Section, plugin.Name)).Select(other => other.Assembly.Path).Distinct().ToList()
        where twins.Count > 0
        select Finding.Wrong("duplicate", $"{plugin.Section} '{plugin.Name}' is in {string.Join(" and ", twins)} too, so using it is an error; remove all but one");

    private IEnumerable<Finding> Natives(ScannedAssembly file) =>
        from native in checks.GetValueOrDefault(file.Path)?.Natives ?? []
        from other in files
        where !Catalogue.AreSame(other, file)
        from twin in checks.GetValueOrDefault(other.Path)?.Natives ?? []
        where twin != native && Path.GetFileName(twin) == Path.GetFileName(native)
        select Finding.Note("native-twice", $"loads {native}, and {Path.GetFileName(other.Path)} loads another file of that name, {twin}: one process may end up with one of them for both");
}
