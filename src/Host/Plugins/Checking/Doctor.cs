namespace Unmask.Host.Plugins.Checking;

/// <summary>Looks at everything in plugin folders and says what is wrong, and what is worth knowing.</summary>
/// <param name="checker">Loads plugins to see what comes of it.</param>
internal sealed class Doctor(PluginChecker checker)
{
    /// <summary>Examines folders.</summary>
    /// <param name="folders">Existing folders that plugins are looked for in.</param>
    /// <param name="stop">Stops, and ends every process.</param>
    /// <returns>What there is to say about each file, in the order they are found.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<IReadOnlyList<PluginDiagnosis>> Examine(IReadOnlyList<string> folders, CancellationToken stop)
    {
        var files = folders.SelectMany(PluginFolders.Assemblies).Distinct(StringComparer.Ordinal)
            .Where(path => SharedAssemblies.Find(Path.GetFileNameWithoutExtension(path)) is null)
            .Select(path => PluginScanner.Scan(path)).ToList();
        files.RemoveAll(file => Catalogue.IsDependency(file, files));
        var checks = await checker.Check(files.Where(file => file.Plugins.Count > 0).Select(file => file.Path), stop);
        var others = new OtherFiles(files, checks);
        return [
            .. files.Select(file => new PluginDiagnosis(file.Path, file.Plugins, checks.GetValueOrDefault(file.Path), [
                .. file.Refused.Select(refused => Finding.Wrong("refused", refused.Reason)),
                .. new CheckedCatalogue(file.Plugins, [], checks).Refused.Select(refused => Finding.Wrong("check", refused.Reason)),
                .. PluginFiles.Inspect(file.Path),
                .. others.Inspect(file)])),
            .. folders.SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal).Select(Unscanned).OfType<PluginDiagnosis>()];
    }

    /// <summary>A folder with a plugin's DLL that is never looked at, since it has another name.</summary>
    private static PluginDiagnosis? Unscanned(string folder)
    {
        var name = Path.GetFileName(folder);
        var meant = File.Exists(Path.Combine(folder, name + ".dll")) ? [] : Directory.EnumerateFiles(folder, "*.dll").Where(PluginFiles.KnowsContracts).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        return meant.Count == 0 ? null : new PluginDiagnosis(folder, [], null, [Finding.Wrong(
            "never-scanned", $"{string.Join(", ", meant)} is never looked at: a plugin's DLL has the name of its folder, {name}.dll; rename the folder to {Path.GetFileNameWithoutExtension(meant[0])}")]);
    }
}
