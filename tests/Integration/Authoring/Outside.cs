using System.Text.RegularExpressions;

namespace Unmask.Tests.Integration.Authoring;

/// <summary>
/// A folder far from the checkout, where plugins are written as a stranger writes them: an empty home, packages from the program's own
/// feed, <c>unmask</c> on the path, and build settings further up that would break everything they reach.
/// </summary>
public sealed partial class Outside : IDisposable
{
    private const string Hostile = "<Project><PropertyGroup><TargetFramework>net472</TargetFramework><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally><OutDir>nowhere/</OutDir></PropertyGroup></Project>";

    private readonly Lazy<GuideRun> _guide;
    private readonly Lazy<Outcome> _build;
    private readonly Dictionary<string, string?> _environment;

    public Outside()
    {
        var home = Directory.CreateDirectory(Path.Combine(Folder, "home")).FullName;
        CopyPackageSources(home);

        // Kept from one run of the tests to the next, but for the packages that are tested.
        var packages = Directory.CreateDirectory(Path.Combine(UnmaskProgram.Root, "artifacts", "outside-packages"));
        foreach (var own in packages.EnumerateDirectories("unmask.*"))
        {
            own.Delete(recursive: true);
        }

        _environment = new()
        {
            ["HOME"] = home,
            ["USERPROFILE"] = home,
            ["DOTNET_CLI_HOME"] = home,
            ["NUGET_PACKAGES"] = packages.FullName,
            ["PATH"] = UnmaskProgram.Root + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["UNMASK_PLUGINS"] = null,
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        };
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            File.WriteAllText(Path.Combine(Folder, file), Hostile);
        }

        Copy(Path.Combine(UnmaskProgram.Published, "packages"), Path.Combine(Folder, "artifacts", "unmask", "packages"));
        Copy(Path.Combine(UnmaskProgram.Root, "samples", "plugins"), Path.Combine(Folder, "samples", "plugins"));
        _guide = new(() => GuideRun.Execute(this, Directory.CreateDirectory(Path.Combine(Folder, "guide")).FullName));
        _build = new(Build);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("unmask outside ").FullName;

    /// <summary>The guide, followed from its first command to its last.</summary>
    internal GuideRun Guide => _guide.Value;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Every plugin of the guide and every sample plugin is built, with its tests, by one build.</summary>
    public void RequireBuilt() => Assert.True(_build.Value.ExitCode == 0, _build.Value.Out + _build.Value.Error);

    /// <summary>Runs a program in a folder.</summary>
    internal Outcome Start(string folder, string program, params string[] arguments) => UnmaskProgram.Start(program, folder, arguments, _environment);

    /// <summary>Runs one line of a shell in a folder.</summary>
    internal Outcome Shell(string folder, string line) => OperatingSystem.IsWindows()
        ? Start(folder, "cmd", "/c", line.Replace("./unmask", "unmask", StringComparison.Ordinal))
        : Start(folder, "sh", "-c", line);

    /// <summary>Runs the tests of a project that was built, and gives how many passed: all of them.</summary>
    internal int Test(string project, string name)
    {
        RequireBuilt();
        var tests = Start(project, "dotnet", "exec", Path.Combine($"{name}.Tests", "bin", "Debug", "net10.0", $"{name}.Tests.dll"), "-noColor");
        var summary = Summary().Match(tests.Out);
        Assert.True(tests.ExitCode == 0 && summary.Success, tests.Out + tests.Error);
        return int.Parse(summary.Groups["total"].Value, null) - int.Parse(summary.Groups["skipped"].Value, null);
    }

    /// <summary>Copies a folder of sources, without what was built.</summary>
    internal static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !Built().IsMatch(Path.GetRelativePath(from, file))))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private Outcome Build()
    {
        _ = Guide;
        var solution = Path.Combine(Folder, "all.slnx");
        var projects = new[] { "guide", "samples" }.SelectMany(below => Directory.EnumerateFiles(Path.Combine(Folder, below), "*.csproj", SearchOption.AllDirectories));
        File.WriteAllText(solution, $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{Path.GetRelativePath(Folder, project)}\" />"))}</Solution>");
        return Start(Folder, "dotnet", "build", solution, "-v", "quiet");
    }

    private static void CopyPackageSources(string home)
    {
        var known = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "NuGet", "NuGet.Config");
        if (File.Exists(known))
        {
            var folder = Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet")).FullName;
            File.Copy(known, Path.Combine(folder, "NuGet.Config"));
        }
    }

    [GeneratedRegex(@"[/\\](bin|obj|plugins)[/\\]")]
    private static partial Regex Built();

    [GeneratedRegex(@"Total: (?<total>[1-9]\d*), Errors: 0, Failed: 0, Skipped: (?<skipped>\d+)")]
    private static partial Regex Summary();
}

[CollectionDefinition(nameof(Outside))]
public sealed class OutsideCollection : ICollectionFixture<Outside>;
