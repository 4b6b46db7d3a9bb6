using Unmask.Host.Plugins;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Plugins;

/// <summary>The compiled fixtures, and copies of them to spoil.</summary>
internal static class Fixtures
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    public static string BuiltIn { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    public static string Assembly(string name) => Path.Combine(Folder, $"Fixture.{name}", $"Fixture.{name}.dll");

    public static ScannedAssembly Scan(string name) => PluginScanner.Scan(Assembly(name));

    /// <summary>The one reason that a file with this content is refused for.</summary>
    public static string Refusal(byte[] content)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "Some.dll");
        File.WriteAllBytes(path, content);
        var scanned = PluginScanner.Scan(path);
        Assert.Empty(scanned.Plugins);
        return Assert.Single(scanned.Refused).Reason;
    }
}
