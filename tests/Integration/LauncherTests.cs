namespace Unmask.Tests.Integration;

public sealed class LauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask é ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_builds_nothing_when_nothing_changed_and_works_from_anywhere()
    {
        var published = Resolved(UnmaskProgram.Published);
        var outcome = UnmaskProgram.Launch(_folder, ["list", "--json"]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(published, Resolved(UnmaskProgram.Published));
    }

    [Theory]
    [InlineData("/nonexistent")]
    [InlineData("")]
    [InlineData(null)]
    public void It_needs_no_home(string? home)
    {
        _ = UnmaskProgram.Published;
        var outcome = UnmaskProgram.Launch(_folder, ["--version"], new Dictionary<string, string?> { ["HOME"] = home });
        Assert.Equal((0, "", "0.1.0"), (outcome.ExitCode, outcome.Error, outcome.Out.Trim()));
    }

    [Fact]
    public void It_says_so_when_dotnet_is_missing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs symbolic links.");
        foreach (var tool in Directory.EnumerateFiles("/bin").Concat(Directory.EnumerateFiles("/usr/bin")).Where(tool => Path.GetFileName(tool) != "dotnet").DistinctBy(Path.GetFileName))
        {
            File.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(tool)), tool);
        }

        var outcome = UnmaskProgram.Launch(_folder, ["--version"], new Dictionary<string, string?> { ["PATH"] = _folder, ["HOME"] = _folder, ["DOTNET_ROOT"] = null });
        Assert.Equal(70, outcome.ExitCode);
        Assert.Contains("SDK is missing", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fresh_checkout_with_a_space_in_its_path_is_built_once_by_two_launches_and_again_when_a_source_changes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("RUN_LONG_TESTS") == "1", "Long: builds a fresh checkout; ./test.sh --long runs it.");
        var checkout = Path.Combine(_folder, "a checkout");
        Copy(UnmaskProgram.Root, checkout);
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "home")).FullName;
        var environment = new Dictionary<string, string?> { ["HOME"] = empty, ["NUGET_PACKAGES"] = null };

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => UnmaskProgram.Launch(_folder, ["list", "--json"], environment, checkout))));
        Assert.All(both, outcome => Assert.Equal(0, outcome.ExitCode));
        Assert.Equal(both[0].Out, both[1].Out);
        Assert.Single(both, outcome => outcome.Error.Contains("building", StringComparison.Ordinal));
        Assert.Equal("", UnmaskProgram.Launch(_folder, ["--version"], environment, checkout).Error);

        var source = Path.Combine(checkout, "plugins", "Schedules", "Extra.cs");
        await File.WriteAllTextAsync(source, "namespace Unmask.Plugins.Schedules;\n\ninternal sealed class Extra;\n");
        Assert.Contains("building", UnmaskProgram.Launch(_folder, ["--version"], environment, checkout).Error, StringComparison.Ordinal);
        File.Delete(source);
        Assert.Contains("building", UnmaskProgram.Launch(_folder, ["--version"], environment, checkout).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(source, "This is no C#.");
        var broken = UnmaskProgram.Launch(_folder, ["--version"], environment, checkout);
        Assert.Equal((70, ""), (broken.ExitCode, broken.Out));
        Assert.Contains("Extra.cs", broken.Error, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(checkout, "artifacts", "published")));
    }

    private static string Resolved(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => Path.GetFileName(folder) is not ("artifacts" or "bin" or "obj" or "runs" or "tests" or ".git")))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
