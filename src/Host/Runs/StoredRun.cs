using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>A run as its folder tells it, read without loading a plugin, on any machine, finished or not.</summary>
/// <remarks>Reads only; cells are read when they are asked for. Thread-safe.</remarks>
internal sealed class StoredRun
{
    private readonly CellStore _results;

    private StoredRun(string path, RunManifest manifest)
    {
        Path = path;
        Cells = [.. manifest.Places];
        Pipeline = (JsonObject)Document(RunFolder.PipelineFile);
        Plugins = (JsonArray)Document(RunFolder.PluginsFile);
        Survey = Survey.Read(path);
        _results = new CellStore(System.IO.Path.Combine(path, RunFolder.CellFolder));
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The resolved pipeline.</summary>
    public JsonObject Pipeline { get; }

    /// <summary>The plugins it used, as <see cref="RunManifest.Plugins"/> describes them.</summary>
    public JsonArray Plugins { get; }

    /// <summary>What was known of its cells before they ran.</summary>
    public Survey Survey { get; }

    /// <summary>Its cells, in order.</summary>
    public IReadOnlyList<CellPlace> Cells { get; }

    /// <summary>The experiment's name.</summary>
    public string Name => Pipeline[Sections.Name]!.GetValue<string>();

    /// <summary>The names of the sweep's axes, slowest first.</summary>
    public IReadOnlyList<string> Axes => Cells.Count == 0 ? [] : [.. Cells[0].Axes.Keys];

    /// <summary>Opens a run folder.</summary>
    /// <param name="folder">As the user gave it.</param>
    /// <param name="directory">What a relative path is relative to.</param>
    /// <exception cref="UserErrorException">It is no run folder, or cannot be read.</exception>
    public static StoredRun Open(string folder, string directory)
    {
        var path = System.IO.Path.GetFullPath(folder, directory);
        try
        {
            return RunManifest.Read(path) is { } manifest
                ? new StoredRun(path, manifest)
                : throw new UserErrorException(folder, "", Directory.Exists(path)
                    ? $"This folder holds no run (it has no {RunManifest.FileName} of ours). Expected is the folder that 'unmask run' names at its end."
                    : "There is no such folder. Expected is the folder that 'unmask run' names at its end.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidCastException)
        {
            throw new UserErrorException(folder, "", $"The run in this folder cannot be read: {exception.Message}");
        }
    }

    /// <summary>What a cell gave.</summary>
    /// <returns>Its values, or its failure; null if it is not finished, or its file is damaged.</returns>
    public CellResult? Read(CellPlace cell) => _results.Read(cell.Id, out _);

    private JsonNode Document(string name) => JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Path, name)))
        ?? throw new JsonException($"{name} is empty.");
}
