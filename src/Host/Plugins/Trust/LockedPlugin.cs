using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins.Trust;

/// <summary>What a lock holds a plugin assembly to.</summary>
/// <param name="Assembly">Its simple name.</param>
/// <param name="Version">Its informational version.</param>
/// <param name="Contract">The version of the contracts that it is built for.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Content">The hash of everything it brings along, see <see cref="PluginPackage.Content"/>.</param>
/// <param name="Files">The files behind <paramref name="Content"/>, sorted by name: they say what changed.</param>
internal sealed record LockedPlugin(string Assembly, string Version, string Contract, string Sha256, string Content, IReadOnlyList<PackageFile> Files)
{
    private const int Shown = 12;

    /// <summary>An installed assembly as a lock would hold it.</summary>
    /// <exception cref="PluginChangedException">The file is another by now.</exception>
    /// <exception cref="Configuration.UserErrorException">A file of it cannot be read.</exception>
    public static LockedPlugin Of(PluginAssembly plugin) => new(
        plugin.Name, plugin.Version, $"{SharedAssemblies.Contracts.GetName().Version}", plugin.Sha256, plugin.Package.Content, plugin.Package.Files);

    /// <summary>Whether nothing changed.</summary>
    public bool IsSame(LockedPlugin other) =>
        (Assembly, Version, Contract, Sha256, Content) == (other.Assembly, other.Version, other.Contract, other.Sha256, other.Content);

    /// <summary>What changed from this one to a later one, in words.</summary>
    public string ChangesTo(LockedPlugin later)
    {
        var names = Files.Concat(later.Files).Select(file => file.Name).Distinct().Order(StringComparer.Ordinal);
        string?[] changes =
        [
            Change("version", Version, later.Version),
            Change("contract version", Contract, later.Contract),
            .. names.Select(name => (Hash(name), later.Hash(name)) switch
            {
                (null, _) => $"{name} is new",
                (_, null) => $"{name} is gone",
                var (there, here) => Change(name, Short(there), Short(here)),
            }),
        ];
        return string.Join(", ", changes.OfType<string>().DefaultIfEmpty("its hashes do not belong together"));
    }

    private static string? Change(string what, string there, string here) => there == here ? null : $"{what} {there} → {here}";

    private static string Short(string hash) => hash.Length <= Shown ? hash : hash[..Shown];

    private string? Hash(string name) => Files.Where(file => file.Name == name).Select(file => file.Sha256).FirstOrDefault();
}
