using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration.Workers;

/// <summary>A folder with a pipeline whose metric <c>danger</c> does to its process whatever it is told.</summary>
internal sealed class DangerousRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unmask-workers-");

    /// <param name="sweep">The axes, a JSON object.</param>
    public DangerousRun(string sweep) => File.WriteAllText(Path.Combine(Folder, "p.json"), $$"""
        {
          "seed": 3,
          "data": { "kind": "potts", "length": 6, "states": 2, "coupling": 1 }, "predictor": { "kind": "exact" },
          "schedule": { "kind": "entropy", "perStep": 2 }, "sampler": { "kind": "ancestral", "samples": 300 },
          "metrics": { "information": {}, "mmd": { "kernel": "hamming" }, "danger": { "kind": "dangerous" } },
          "sweep": {{sweep}}
        }
        """);

    /// <summary>The folder.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The plugin that does it.</summary>
    public static string Assembly { get; } = Path.Combine(Plugins.Folder("dangerous"), "Fixture.Dangerous", "Fixture.Dangerous.dll");

    /// <summary>Arguments of <c>unmask run</c>.</summary>
    public static IEnumerable<string> Arguments(string @out, params IEnumerable<string> more) => ["p.json", "--plugins", Plugins.Folder("dangerous"), "--out", @out, .. more];

    /// <summary>Runs it to its end.</summary>
    public Outcome Run(string @out, params IEnumerable<string> more) =>
        UnmaskProgram.RunIn(Folder, ["run", .. Arguments(@out, more)]);

    /// <summary>The files of a run that say what came of it, by name.</summary>
    public SortedDictionary<string, string> Results(string @out)
    {
        var folder = Path.Combine(Folder, @out);
        IEnumerable<string> names = ["table.txt", "survey.json", "results.parquet", .. Cells(@out)];
        return new(names.ToDictionary(name => name, name => Convert.ToHexString(File.ReadAllBytes(Path.Combine(folder, name)))), StringComparer.Ordinal);
    }

    /// <summary>The files of finished cells, and what else lies there.</summary>
    public IReadOnlyList<string> Cells(string @out) =>
        Directory.Exists(Path.Combine(Folder, @out, "cells")) ? [.. Directory.GetFiles(Path.Combine(Folder, @out, "cells")).Select(file => Path.Combine("cells", Path.GetFileName(file)))] : [];

    /// <summary>What the log says happened.</summary>
    public IEnumerable<JsonNode> Log(string @out) => File.ReadLines(Path.Combine(Folder, @out, "log.jsonl")).Select(line => JsonNode.Parse(line)!);

    public void Dispose() => _folder.Delete(recursive: true);
}
