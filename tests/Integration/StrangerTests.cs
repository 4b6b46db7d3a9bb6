using System.Text.RegularExpressions;

namespace Unmask.Tests.Integration;

/// <summary>A schedule from outside, in a project of its own, dropped in.</summary>
public sealed partial class StrangerTests : IDisposable
{
    private static readonly Lazy<string> Built = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("unmask-stranger-").FullName;
        Publish(Path.Combine(UnmaskProgram.Root, "samples", "my-schedule"), Path.Combine(folder, "MySchedule"));
        return folder;
    });

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-stranger-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Pipeline => Path.Combine(UnmaskProgram.Root, "samples", "my-schedule", "pipeline.json");

    private static void Publish(string project, string to)
    {
        var outcome = UnmaskProgram.Start("dotnet", project, ["publish", "-o", to, "-nodeReuse:false", "-v", "quiet"]);
        Assert.True(outcome.ExitCode == 0, outcome.Out + outcome.Error);
    }

    [Fact]
    public void Its_error_is_exact_on_a_small_space_and_unbiased_on_a_large_one()
    {
        var run = JsonRun.Of(_folder, [Pipeline, "--plugins", Built.Value]);
        var small = run.Line("kl", ("data:length", 8), ("schedule", "spread"));
        Assert.Equal(("law", null), (small["method"]!.GetValue<string>(), small["error"]?.ToJsonString()));
        var large = run.Line("kl", ("data:length", 64), ("schedule", "spread"));
        Assert.Equal("replay", large["method"]!.GetValue<string>());
        Assert.True(large["error"]!.GetValue<double>() > 0);
        Assert.True(large["value"]!.GetValue<double>() < run.Value("kl", ("data:length", 64), ("schedule", "uniform")) / 4);

        var forced = JsonRun.Of(_folder, [Pipeline, "--plugins", Built.Value, "metrics:kl:method=replay", "--sweep", "data:length=8", "--sweep", "schedule=spread,uniform,entropy"]);
        foreach (var schedule in new[] { "spread", "uniform", "entropy" })
        {
            var estimate = forced.Line("kl", ("schedule", schedule));
            Assert.InRange(Math.Abs(estimate["value"]!.GetValue<double>() - run.Value("kl", ("data:length", 8), ("schedule", schedule))) / estimate["error"]!.GetValue<double>(), 0, 4);
        }
    }

    [Fact]
    public void A_bare_file_and_the_environment_serve_as_well_as_a_folder()
    {
        var bare = Directory.CreateDirectory(Path.Combine(_folder, "plugins")).FullName;
        File.Copy(Path.Combine(Built.Value, "MySchedule", "MySchedule.dll"), Path.Combine(bare, "MySchedule.dll"));
        string[] arguments = [Pipeline, "--sweep", "data:length=8", "--sweep", "schedule=spread"];
        var byFolder = JsonRun.Of(_folder, arguments).Outcome.Out;
        File.Delete(Path.Combine(bare, "MySchedule.dll"));
        Assert.Equal(byFolder, JsonRun.Of(_folder, arguments, new Dictionary<string, string?> { ["UNMASK_PLUGINS"] = Built.Value }).Outcome.Out);
        var without = JsonRun.Any(_folder, arguments).Outcome;
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("there is no schedule 'spread'", without.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ten_lines_of_the_readme_are_a_plugin()
    {
        var code = Snippet().Match(File.ReadAllText(Path.Combine(UnmaskProgram.Root, "README.md"))).Groups["code"].Value;
        Assert.Contains("[Plugin(\"uncertain-first\"", code, StringComparison.Ordinal);
        var project = Directory.CreateDirectory(Path.Combine(_folder, "Uncertain")).FullName;
        File.WriteAllText(Path.Combine(project, "UncertainFirst.cs"), code);
        File.WriteAllText(Path.Combine(project, "Uncertain.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>
                <EnableDynamicLoading>true</EnableDynamicLoading>
              </PropertyGroup>
              <ItemGroup><Reference Include="{Path.Combine(UnmaskProgram.Published, "Unmask.Abstractions.dll")}" Private="false" /></ItemGroup>
            </Project>
            """);
        Publish(project, Path.Combine(_folder, "dropped", "Uncertain"));
        File.WriteAllText(Path.Combine(_folder, "pipeline.json"), """
            { "data": { "kind": "potts", "length": 6, "states": 3, "coupling": 1 }, "predictor": "exact", "metrics": { "kl": {} },
              "schedule": { "kind": "uncertain-first", "perStep": 2 } }
            """);
        var kl = JsonRun.Of(_folder, ["pipeline.json", "--plugins", Path.Combine(_folder, "dropped")]).Line("kl");
        Assert.Equal("law", kl["method"]!.GetValue<string>());
        Assert.True(kl["value"]!.GetValue<double>() > 0);
    }

    [GeneratedRegex(@"## Your own schedule in ten lines\s+```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
