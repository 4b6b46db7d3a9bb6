using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Runs;

namespace Unmask.Host.Launching.Slurm;

/// <summary>A job that was submitted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Offset">What is added to an index of its array to get the cell's number.</param>
internal sealed record SlurmJob(string Id, int Offset);

/// <summary>The jobs that were submitted for a run, in <c>slurm/jobs.json</c>: tasks go on when their host is gone, and the next one follows them.</summary>
internal sealed class SlurmJobs
{
    private readonly string _file;
    private readonly List<SlurmJob> _jobs;

    /// <summary>The jobs of a run.</summary>
    /// <param name="folder">The run folder.</param>
    public SlurmJobs(string folder)
    {
        var own = Path.Combine(folder, SlurmScript.LogFolder);
        Directory.CreateDirectory(own);
        _file = Path.Combine(own, "jobs.json");
        _jobs = Read(_file);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<SlurmJob> All => _jobs;

    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> Ids => [.. _jobs.Select(job => job.Id)];

    /// <summary>Keeps one more.</summary>
    public void Add(SlurmJob job)
    {
        _jobs.Add(job);
        Write();
    }

    /// <summary>Forgets those that have no task any more.</summary>
    public void Keep(IEnumerable<string> alive)
    {
        var ids = alive.ToHashSet();
        if (_jobs.RemoveAll(job => !ids.Contains(job.Id)) > 0)
        {
            Write();
        }
    }

    /// <summary>Removes the logs of tasks that printed nothing.</summary>
    public void Tidy()
    {
        foreach (var log in new DirectoryInfo(Path.GetDirectoryName(_file)!).EnumerateFiles("*.log").Where(log => log.Length == 0))
        {
            log.Delete();
        }
    }

    /// <summary>The number of the cell of a task.</summary>
    public int Cell(SlurmTask task) => _jobs.First(job => job.Id == task.Job).Offset + task.Index;

    private static List<SlurmJob> Read(string file)
    {
        try
        {
            return File.Exists(file) && JsonNode.Parse(File.ReadAllText(file)) is JsonArray jobs
                ? [.. jobs.Select(job => new SlurmJob(job!["job"]!.GetValue<string>(), job["offset"]!.GetValue<int>()))]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            // Then tasks that go on are not followed, and their cells are submitted again: results are the same.
            return [];
        }
    }

    private void Write() => AtomicFile.Write(_file, Json.Indented(new JsonArray([.. _jobs.Select(job => (JsonNode)new JsonObject { ["job"] = job.Id, ["offset"] = job.Offset })])));
}
