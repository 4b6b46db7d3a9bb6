using Unmask.Host.Commands;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Unit.Host.Authoring;

public class NewCommandTests
{
    [Fact]
    public async Task A_program_without_the_packages_beside_it_leaves_them_to_NuGet_and_says_so()
    {
        using var folder = new TemporaryFolder();
        var project = Path.Combine(folder.Path, "Wide");
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await new CommandLine(new Screen(output, error, Screen.Plain(output), null), new NewCommand()).Run(["new", "plugin", "WideSpread", "--kind", "schedule", "--out", project]);

        Assert.True(code == ExitCode.Done, error.ToString());
        Assert.Contains("NuGet has to find them", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project, "WideSpread", "WideSpread.cs")));
        Assert.False(File.Exists(Path.Combine(project, "nuget.config")));
        Assert.False(Directory.Exists(Path.Combine(project, "packages")));
    }
}
