using System.Globalization;
using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration.Slurm;

/// <summary>Runs whose cells are tasks of a real Slurm.</summary>
public sealed class SlurmTests(SlurmCluster cluster) : IDisposable
{
    private const string Cells = """
        { "name": "cluster", "seed": 3, "data": { "kind": "potts", "length": 8, "states": 3, "coupling": 1.0 }, "predictor": { "kind": "mixture", "weight": 0.05 },
          "schedule": { "kind": "balanced", "steps": 4 }, "sampler": { "kind": "ancestral", "samples": 500 }, "metrics": { "kl": { "method": "replay" }, "entropy": {} },
          "sweep": { "schedule:steps": [1, 2, 3, 4, 5, 6, 7] }, "launcher": { "kind": "slurm", "extra": ["--comment=a run of ours"] } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-cluster-").FullName;

    public void Dispose()
    {
        // What waits at a gate would hold its place in the cluster for ever.
        Open("all");
        Assert.True(SpinWait.SpinUntil(() => cluster.Run("squeue", "--noheader").Length == 0, TimeSpan.FromMinutes(1)), "Tasks go on after the test.");
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Numbers_are_those_of_one_process_in_more_cells_than_an_array_takes()
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), Cells);
        var here = Run("p.json", "launcher=in-process", "--out", "here");
        var there = Run("p.json", "--out", "there");
        Assert.Equal(here.Out, there.Out.Replace("there", "here", StringComparison.Ordinal));
        Assert.Contains("Slurm job", there.Error, StringComparison.Ordinal);
        Same("here", "there");
        Assert.Empty(cluster.Run("squeue", "--noheader"));

        // Taken up when it is complete, it submits nothing.
        Assert.DoesNotContain("Slurm job", Run("p.json", "--out", "there").Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_killed_is_submitted_again()
    {
        using var run = Gates();
        RunningProgram.Signal(int.Parse(Parent(await Begun(1)), CultureInfo.InvariantCulture), "KILL");
        await RunningProgram.Until(() => Processes(1).Length > 1, "the task that was killed was not submitted again");
        Open("all");
        await Finished(run, 0);
        Assert.Single(Processes(0));
    }

    [Fact]
    public async Task A_host_that_is_killed_leaves_tasks_that_the_next_one_follows()
    {
        using var killed = Gates();
        await Begun(0);
        await Begun(1);
        killed.Signal("KILL");
        await killed.End();
        Open("0");
        await RunningProgram.Until(() => Directory.GetFiles(Path.Combine(_folder, "out", "cells"), "*.json").Length == 1, "a task did not go on without its host");
        using var next = Gates();
        var log = Path.Combine(_folder, "out", "log.jsonl");
        await RunningProgram.Until(() => File.ReadAllText(log).Split("\"event\":\"started\"").Length == 3, "the next host does not begin");
        Open("all");
        await Finished(next, 0);
        Assert.All(Enumerable.Range(0, 3), gate => Assert.Single(Processes(gate)));
    }

    [Fact]
    public async Task An_interrupted_host_cancels_its_tasks_and_keeps_what_is_finished()
    {
        using var run = Gates();
        Open("0");
        await Begun(1);
        await RunningProgram.Until(() => Directory.GetFiles(Path.Combine(_folder, "out", "cells"), "*.json").Length == 1, "no cell was finished");
        run.Signal("INT");
        await Finished(run, 130);
        await RunningProgram.Until(() => cluster.Run("squeue", "--noheader").Length == 0, "its tasks go on");
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "out", "cells"), "*.json"));
    }

    [Fact]
    public void What_Slurm_refuses_is_said_before_anything_is_written()
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), Cells);
        var refused = Start("p.json", "launcher:partition=nowhere", "--out", "out");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("partition", refused.Error, StringComparison.Ordinal);
        var missing = UnmaskProgram.Start(Path.Combine(Path.GetDirectoryName(Environment.ProcessPath!)!, "dotnet"), _folder, [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "run", "p.json", "--out", "out"], new Dictionary<string, string?> { ["PATH"] = "/nowhere" });
        Assert.Equal((2, ""), (missing.ExitCode, missing.Out));
        Assert.Contains("sbatch", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Fact]
    public async Task A_plugin_that_ends_its_task_costs_its_cell_only()
    {
        using var run = Gates(new JsonObject { ["waits"] = new JsonObject { ["kind"] = "gate", ["at"] = _folder }, ["ends"] = new JsonObject { ["kind"] = "gate", ["at"] = _folder, ["ends"] = true } });
        Open("all");
        await Finished(run, 1);
        Assert.Contains("the gate fell", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 failed", UnmaskProgram.RunIn(_folder, "status", "out").Out, StringComparison.Ordinal);
        Assert.Single(Processes(0));
    }

    [Fact]
    public void The_script_for_other_schedulers_runs_by_itself()
    {
        File.WriteAllText(Path.Combine(_folder, "p.json"), Cells);
        var script = Run("p.json", "--out", "out", "--dry-run").Out;
        Assert.StartsWith("#!/bin/sh\n", script, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "job.sh"), script);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "out", "cells")));
        for (var index = 0; index < 7; index++)
        {
            var task = UnmaskProgram.Start("sh", _folder, ["job.sh", index.ToString(CultureInfo.InvariantCulture)]);
            Assert.True(task.ExitCode == 0, task.Error);
        }

        Assert.DoesNotContain("Slurm job", Run("p.json", "--out", "out").Error, StringComparison.Ordinal);
        Run("p.json", "launcher=in-process", "--out", "here");
        Same("here", "out");
    }

    private Outcome Start(params string[] words) => UnmaskProgram.Start("dotnet", _folder, [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "run", .. words], cluster.Environment);

    private Outcome Run(params string[] words)
    {
        var outcome = Start(words);
        return outcome.ExitCode == 0 ? outcome : throw new InvalidOperationException($"{outcome.ExitCode}: {outcome.Error}");
    }

    private void Same(string one, string other)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, one, "cells")).Append(Path.Combine(_folder, one, "table.txt")).Append(Path.Combine(_folder, one, "results.parquet")))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder, other, Path.GetRelativePath(Path.Combine(_folder, one), file))));
        }
    }

    /// <summary>A run of three cells that wait at gates.</summary>
    private RunningProgram Gates(JsonObject? variants = null)
    {
        var gates = new JsonObject
        {
            ["data"] = new JsonObject { ["kind"] = "potts", ["length"] = 4, ["states"] = 2, ["coupling"] = 1.0 },
            ["metrics"] = new JsonObject { ["gate"] = new JsonObject { ["at"] = _folder } },
            ["sweep"] = variants is null ? new JsonObject { ["metrics:gate:number"] = new JsonArray(0, 1, 2) } : new JsonObject { ["metrics:gate"] = variants },
            ["launcher"] = "slurm",
        };
        File.WriteAllText(Path.Combine(_folder, "gates.json"), gates.ToJsonString());
        return new RunningProgram(_folder, cluster.Environment, "gates.json", "--out", "out", "--plugins", Plugins.Folder("gate"));
    }

    private void Open(string gate) => File.WriteAllText(Path.Combine(_folder, $"{gate}.open"), "");

    private string[] Processes(int gate) => File.Exists(Path.Combine(_folder, $"{gate}.begun")) ? File.ReadAllLines(Path.Combine(_folder, $"{gate}.begun")) : [];

    /// <summary>Waits until a gate is reached.</summary>
    /// <returns>The process that waits at it.</returns>
    private async Task<string> Begun(int gate)
    {
        await RunningProgram.Until(() => Processes(gate).Length > 0, $"nothing came to gate {gate}");
        return Processes(gate)[0];
    }

    private static string Parent(string process) => UnmaskProgram.Start("ps", "/", ["-o", "ppid=", "-p", process]).Out.Trim();

    private static async Task Finished(RunningProgram run, int code)
    {
        var outcome = await run.End();
        Assert.True(outcome.ExitCode == code, $"{outcome.ExitCode}: {outcome.Error}");
    }
}
