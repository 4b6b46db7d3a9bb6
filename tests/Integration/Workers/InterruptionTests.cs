namespace Unmask.Tests.Integration.Workers;

/// <summary>A run that is interrupted keeps what is finished and leaves no process behind.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_a_run_and_all_its_workers(string signal, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using var run = new DangerousRun("""{ "metrics:danger:how": ["nothing", "print", "hang", "exit"] }""");
        using var program = new RunningProgram(run.Folder, DangerousRun.Arguments("out", "launcher:workers=2"));
        await RunningProgram.Until(() => run.Cells("out").Count(file => file.EndsWith(".json", StringComparison.Ordinal)) == 3 || program.HasEnded, "three cells do not finish");
        var workers = program.Children();
        program.Signal(signal);
        var outcome = await program.End();
        Assert.True(outcome.ExitCode == code, outcome.Error);
        Assert.NotEmpty(workers);
        await RunningProgram.Gone(workers);
        Assert.Equal(3, run.Cells("out").Count);
        Assert.Contains("2 of 4 cells are done and kept", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(run.Log("out"), line => line["event"]!.GetValue<string>() == "cell-stopped");
    }

    [Fact]
    public async Task Code_of_plugins_is_in_workers_only()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks into /proc.");
        using var run = new DangerousRun("""{ "metrics:danger:how": ["nothing", "hang"] }""");
        using var program = new RunningProgram(run.Folder, DangerousRun.Arguments("out", "launcher:workers=1"));
        await RunningProgram.Until(() => run.Cells("out").Any(file => file.EndsWith(".json", StringComparison.Ordinal)) || program.HasEnded, "no cell finishes");
        string[] plugins = ["Unmask.Metrics.dll", "Fixture.Dangerous.dll"];
        Assert.All(plugins, plugin => Assert.DoesNotContain(plugin, Loaded(program.Id), StringComparison.Ordinal));
        Assert.All(plugins, plugin => Assert.Contains(plugin, Loaded(Assert.Single(program.Children())), StringComparison.Ordinal));

        static string Loaded(int process) => File.ReadAllText($"/proc/{process}/maps");
    }

    [Fact]
    public async Task A_host_that_is_killed_leaves_no_worker_behind()
    {
        using var run = new DangerousRun("""{ "metrics:danger:how": ["spin"] }""");
        using var program = new RunningProgram(run.Folder, DangerousRun.Arguments("out", "launcher:workers=1"));
        await RunningProgram.Until(() => Directory.Exists(Path.Combine(run.Folder, "out", "cells")) || program.HasEnded, "no cell begins");
        var workers = program.Children();
        Assert.NotEmpty(workers);
        program.Signal("KILL");
        await program.End();
        await RunningProgram.Gone(workers);
    }
}
