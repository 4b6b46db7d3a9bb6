
namespace Unmask.Tests.Integration;

/// <summary>Disks that are full or read-only, files that are damaged, two hosts: what is finished is kept, and a run that is taken up ends in the same bytes.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const string Laws = """
        { "name": "laws", "data": { "kind": "potts", "length": 8, "states": 2, "coupling": 1.0 }, "predictor": { "kind": "mixture", "weight": 0.1 },
          "schedule": { "kind": "balanced", "steps": 4 }, "sampler": { "kind": "ancestral", "samples": 10 }, "metrics": { "law": {} },
          "sweep": { "data:coupling": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0] } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-durable-").FullName;

    private string? _mounted;

    public DurabilityTests() => File.WriteAllText(Path.Combine(_folder, "p.json"), Laws);

    public void Dispose()
    {
        if (_mounted is not null)
        {
            Mount("umount", _mounted);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_full_disk_ends_a_run_with_words_and_what_is_finished_is_kept()
    {
        var whole = Results(Run(0, "--out", "whole"), "whole");
        var disk = Disk("400k");
        var full = Run(70, "--out", Path.Combine(disk, "run"));
        Assert.Contains("No space left on device", full.Error, StringComparison.Ordinal);
        Assert.Contains("of 20 cells are finished and kept in", full.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.Error, StringComparison.Ordinal);
        var kept = Directory.GetFiles(Path.Combine(disk, "run", "cells"));
        Assert.InRange(kept.Length, 1, 19);
        Assert.All(kept, file => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "whole", "cells", Path.GetFileName(file))), File.ReadAllBytes(file)));
        Assert.False(File.Exists(Path.Combine(disk, "run", "results.parquet")));

        Mount("mount", "-o", "remount,size=16m", disk);
        var again = Run(0, "--out", Path.Combine(disk, "run"));
        Assert.Equal(20 - kept.Length, again.Error.Split('\n').Count(line => line.Contains(" done in ", StringComparison.Ordinal)));
        Assert.Equal(whole, Results(again, Path.Combine(disk, "run")));

        Mount("mount", "-o", "remount,ro", disk);
        var before = Directory.GetFiles(Path.Combine(disk, "run"), "*", SearchOption.AllDirectories);
        Assert.Contains("The run folder cannot be written", Run(2, "--out", Path.Combine(disk, "run")).Error, StringComparison.Ordinal);
        Assert.Contains("The run folder cannot be written", Run(2, "--out", Path.Combine(disk, "new")).Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(Path.Combine(disk, "run"), "*", SearchOption.AllDirectories));
        var rows = UnmaskProgram.RunIn(_folder, "query", Path.Combine(disk, "run"), "select count(*) as n from results", "--csv");
        Assert.Equal((0, "n\n5120\n"), (rows.ExitCode, rows.Out));
    }

    [Fact]
    public void A_disk_too_small_for_a_run_is_the_users_to_change()
    {
        var refused = Run(2, "--out", Path.Combine(Disk("4k"), "run"));
        Assert.Contains("The run folder cannot be written", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--out", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_cells_are_measured_again_and_all_files_are_as_they_were()
    {
        var whole = Results(Run(0, "--out", "out"), "out");
        var cells = Directory.GetFiles(Path.Combine(_folder, "out", "cells")).Order().ToList();
        var before = cells.ConvertAll(File.ReadAllBytes);
        var flipped = (byte[])before[0].Clone();
        flipped[flipped.Length / 3] ^= 4;
        File.WriteAllBytes(cells[0], flipped);
        File.WriteAllBytes(cells[1], before[1][..^20]);
        File.WriteAllBytes(cells[2], []);
        File.Copy(cells[4], cells[3], overwrite: true);
        File.Delete(cells[5]);
        File.WriteAllText(Path.Combine(_folder, "out", "results.parquet"), "PAR1");
        var again = Run(0, "--out", "out");
        Assert.Equal(4, again.Error.Split('\n').Count(line => line.Contains("is damaged; the cell is computed again", StringComparison.Ordinal)));
        Assert.Equal(5, again.Error.Split('\n').Count(line => line.Contains(" done in ", StringComparison.Ordinal)));
        Assert.Equal(whole, Results(again, "out"));
        Assert.Equal(before, cells.ConvertAll(File.ReadAllBytes));
        File.Delete(Path.Combine(_folder, "out", "results.parquet"));
        Assert.Equal(whole, Results(Run(0, "--out", "out"), "out"));
    }

    [Fact]
    public async Task Of_two_hosts_in_one_folder_the_second_is_refused()
    {
        string[] waiting = ["--out", "out", "--plugins", Plugins.Folder("gate"), $"metrics:gate={{\"at\":\"{_folder}\"}}"];
        using var first = new RunningProgram(_folder, ["p.json", .. waiting]);
        await RunningProgram.Until(() => first.HasEnded || File.Exists(Path.Combine(_folder, "0.begun")), "the first does not begin");
        Assert.False(first.HasEnded, first.Error);
        var second = Run(2, waiting);
        Assert.Contains($"Another unmask is working in this folder (process {first.Id} on", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_of_many_cells_is_whole()
    {
        var many = Environment.GetEnvironmentVariable("RUN_LONG_TESTS") == "1" ? 100 : 10;
        var values = $"[{string.Join(", ", Enumerable.Range(1, many).Select(value => $"0.{value:000}"))}]";
        File.WriteAllText(Path.Combine(_folder, "many.json"), $$"""
            { "data": { "kind": "potts", "length": 4, "states": 2, "coupling": 1 }, "schedule": { "kind": "balanced", "steps": 2 }, "predictor": { "kind": "mixture", "weight": 0.1 },
              "metrics": { "kl": {} }, "sweep": { "data:coupling": {{values}}, "predictor:weight": {{values}} } }
            """);
        var run = JsonRun.Of(_folder, ["many.json", "--out", "many"]);
        Assert.Equal(Enumerable.Range(0, many * many), run.Lines.Select(line => line["cell"]!.GetValue<int>()).Distinct());
        Assert.Equal(many * many, Directory.GetFiles(Path.Combine(_folder, "many", "cells")).Length);
        var rows = UnmaskProgram.RunIn(_folder, "query", "many", "select count(*) as n, count(distinct cell) as cells from results", "--csv");
        Assert.Equal((0, $"n,cells\n{run.Lines.Count},{many * many}\n"), (rows.ExitCode, rows.Out));
        Assert.Equal(run.Outcome.Out, JsonRun.Of(_folder, ["many.json", "--out", "many"]).Outcome.Out);
    }

    private Outcome Run(int code, params string[] words)
    {
        var outcome = UnmaskProgram.RunIn(_folder, ["run", "p.json", .. words]);
        Assert.True(outcome.ExitCode == code, $"exit {outcome.ExitCode}: {outcome.Error}");
        return outcome;
    }

    private byte[] Results(Outcome run, string folder)
    {
        Assert.Equal(0, run.ExitCode);
        return File.ReadAllBytes(Path.Combine(_folder, folder, "results.parquet"));
    }

    /// <summary>A disk of its own, as large as it says.</summary>
    private string Disk(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Mounts a small disk, as only Linux does in memory.");
        var at = Directory.CreateDirectory(Path.Combine(_folder, "disk")).FullName;
        Mount("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", at);
        return _mounted = at;
    }

    private void Mount(params string[] words)
    {
        var outcome = UnmaskProgram.Start(words[0], _folder, words[1..]);
        Assert.True(outcome.ExitCode == 0, $"A disk is mounted here, which takes the rights of root: {outcome.Error}");
    }
}
