namespace Unmask.Tests.Integration;

/// <summary>The build itself refuses references that the layering does not allow.</summary>
public sealed class LayeringTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-").FullName;

    public LayeringTests()
    {
        foreach (var file in Directory.EnumerateFiles(UnmaskProgram.Root, "Directory.*"))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_reference_is_refused_unless_the_layering_allows_it()
    {
        (string Folder, string Reference, string? Code)[] cases =
        [
            ("plugins/A", Project("../Data/Unmask.Data"), "UNMASK001"),
            ("plugins/B", Project("../../src/Host/Unmask.Host"), "UNMASK001"),
            ("src/Abstractions", Project("../Theory/Unmask.Theory"), "UNMASK001"),
            ("src/Theory", Project("../Host/Unmask.Host"), "UNMASK001"),
            ("src/Unheard", Project("../Theory/Unmask.Theory"), "UNMASK001"),
            ("tests/Oracles", Project("../../src/Theory/Unmask.Theory"), "UNMASK001"),
            ("src/Abstractions", Package("Spectre.Console"), "UNMASK002"),
            ("src/Theory", Package("Spectre.Console"), "UNMASK002"),
            ("src/Testing", Project("../Host/Unmask.Host"), "UNMASK001"),
            ("src/Testing", Package("xunit.v3.runner.common"), "UNMASK002"),
            ("src/Testing", Package("xunit.v3.assert") + Project("../Interpretation/Unmask.Interpretation"), null),
            ("src/Abstractions", Package("Microsoft.Extensions.DependencyInjection.Abstractions"), null),
            ("src/Theory", Project("../Abstractions/Unmask.Abstractions"), null),
            ("src/Host", Package("Spectre.Console") + Project("../Theory/Unmask.Theory"), null),
            ("plugins/C", Package("Spectre.Console") + Project("../../src/Theory/Unmask.Theory"), null),
        ];
        var projects = cases.Select((each, i) =>
        {
            var project = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, each.Folder)).FullName, $"Case{i}.csproj");
            File.WriteAllText(project, $"<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup>{each.Reference}</ItemGroup></Project>");
            return project;
        }).ToList();
        var all = Path.Combine(_folder, "all.proj");
        File.WriteAllText(all, $"<Project><Target Name=\"Check\"><MSBuild Projects=\"{string.Join(';', projects)}\" Targets=\"CheckReferences\" ContinueOnError=\"ErrorAndContinue\" /></Target></Project>");

        var outcome = UnmaskProgram.Start("dotnet", _folder, ["msbuild", all, "-t:Check", "-nodeReuse:false", "-nologo"]);

        Assert.Equal(1, outcome.ExitCode);
        var refused = projects.Select(project => outcome.Out.Split('\n').Where(line => line.Contains($"[{project}]", StringComparison.Ordinal))
            .Select(line => line.Contains("UNMASK001", StringComparison.Ordinal) ? "UNMASK001" : line.Contains("UNMASK002", StringComparison.Ordinal) ? "UNMASK002" : line)
            .Distinct().SingleOrDefault());
        Assert.Equal(cases.Select(each => each.Code), refused);
    }

    private static string Project(string path) => $"<ProjectReference Include=\"{path}.csproj\" />";

    private static string Package(string name) => $"<PackageReference Include=\"{name}\" />";
}
