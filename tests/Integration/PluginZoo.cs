using System.Runtime.InteropServices;

namespace Unmask.Tests.Integration;

/// <summary>A plugin folder with every kind of bad plugin beside healthy ones, and a cache of its own.</summary>
internal sealed class PluginZoo : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("unmask zoo é ").FullName;

    public PluginZoo()
    {
        Folder = Directory.CreateDirectory(Path.Combine(_root, "plugins")).FullName;
        Environment = new Dictionary<string, string?>
        {
            ["XDG_CACHE_HOME"] = Path.Combine(_root, "cache"),
            ["LOCALAPPDATA"] = Path.Combine(_root, "cache"),
            // Enough for the program, and soon used up by a plugin that fills the memory.
            ["DOTNET_GCHeapHardLimit"] = "0x8000000",
        };
    }

    /// <summary>The plugin folder.</summary>
    public string Folder { get; }

    /// <summary>What the program is to be started with.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>A native library of .NET, as good as any other.</summary>
    private static string NativeLibrary { get; } = Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), OperatingSystem.IsWindows() ? "clrjit.dll" : OperatingSystem.IsMacOS() ? "libSystem.IO.Compression.Native.dylib" : "libSystem.IO.Compression.Native.so");

    /// <summary>The path of a file or folder in the plugin folder.</summary>
    public string this[params string[] path] => Path.Combine([Folder, .. path]);

    /// <summary>Everything.</summary>
    public static PluginZoo Full()
    {
        var zoo = new PluginZoo();
        zoo.Add("Sound", "Duplicate", "NoManifest", "UsesMiddle", "NoPlugin", "Malformed", "UsesOtherContracts", "NewerFramework", "Throws", "ThrowsAtLoad", "Ends", "ExitsAtLoad", "LoopsAtLoad");
        zoo.AddWithContracts();
        zoo.AddWithNative();
        zoo.AddWithoutLibrary();
        File.WriteAllText(zoo["Text.dll"], "This is a text.");
        var sound = File.ReadAllBytes(zoo["Fixture.Sound", "Fixture.Sound.dll"]);
        Directory.CreateDirectory(zoo["Truncated"]);
        File.WriteAllBytes(zoo["Truncated", "Truncated.dll"], sound[..(sound.Length / 2)]);
        File.Copy(NativeLibrary, zoo["Native.dll"]);
        return zoo;
    }

    /// <summary>Adds fixtures as they were built.</summary>
    public void Add(params string[] fixtures)
    {
        foreach (var fixture in fixtures)
        {
            var from = Path.Combine(AppContext.BaseDirectory, "zoo", $"Fixture.{fixture}");
            Directory.CreateDirectory(this[$"Fixture.{fixture}"]);
            foreach (var file in Directory.EnumerateFiles(from))
            {
                File.Copy(file, this[$"Fixture.{fixture}", Path.GetFileName(file)]);
            }
        }
    }

    /// <summary>Adds a plugin that brings its own copy of the contracts.</summary>
    public void AddWithContracts()
    {
        Add("ShipsContracts");
        File.Copy(Path.Combine(UnmaskProgram.Published, "Unmask.Abstractions.dll"), this["Fixture.ShipsContracts", "Unmask.Abstractions.dll"]);
    }

    /// <summary>Adds a plugin that loads the native library beside it.</summary>
    public void AddWithNative()
    {
        Add("LoadsNative");
        File.Copy(NativeLibrary, this["Fixture.LoadsNative", "libfixture.so"]);
    }

    /// <summary>Adds a plugin whose library is not there.</summary>
    public void AddWithoutLibrary()
    {
        Add("UsesOldLibrary");
        File.Delete(this["Fixture.UsesOldLibrary", "Fixture.Library.dll"]);
    }

    /// <summary>Runs the program with this plugin folder.</summary>
    public Outcome Run(params string[] arguments) => RunBare([.. arguments, "--plugins", Folder]);

    /// <summary>Runs the program beside the plugin folder.</summary>
    public Outcome RunBare(params string[] arguments) =>
        UnmaskProgram.Start("dotnet", _root, [Path.Combine(UnmaskProgram.Published, "unmask.dll"), .. arguments], Environment);

    /// <summary>Writes a pipeline with this schedule and gives its path.</summary>
    public string Pipeline(string schedule)
    {
        var path = Path.Combine(_root, "p.json");
        File.WriteAllText(path, $$"""
            { "data": { "kind": "potts", "length": 4, "states": 2, "coupling": 1 }, "predictor": "exact", "schedule": {{schedule}}, "metrics": { "kl": {} } }
            """);
        return path;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
