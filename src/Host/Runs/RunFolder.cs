using System.Globalization;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Reporting;
using Unmask.Host.Results;

namespace Unmask.Host.Runs;

/// <summary>
/// The folder of one run: <c>pipeline.json</c> (resolved; reproduces the run), <c>plugins.json</c>, <c>references.bib</c>, <c>cells.json</c>
/// (the frozen list), <c>survey.json</c>, <c>cells/</c>, <c>results.parquet</c>, <c>report.html</c>, <c>table.txt</c>, <c>fits.json</c>, <c>log.jsonl</c>.
/// </summary>
/// <remarks>One host at a time, held to it by <see cref="RunLock"/>. Deletes only files of these names, and only to start over.</remarks>
internal sealed class RunFolder : ICellFolder, IDisposable
{
    /// <summary>The folder of the cells' files.</summary>
    public const string CellFolder = "cells";

    /// <summary>The resolved pipeline: running it reproduces the run.</summary>
    public const string PipelineFile = "pipeline.json";

    /// <summary>The plugins used.</summary>
    public const string PluginsFile = "plugins.json";

    /// <summary>The input files with the hashes of what they held; absent where there are none.</summary>
    public const string InputsFile = "inputs.json";

    /// <summary>The results for people.</summary>
    public const string TableFile = "table.txt";

    /// <summary>The fitted lines.</summary>
    public const string FitsFile = "fits.json";

    private static readonly string[] Documents = [RunManifest.FileName, PipelineFile, PluginsFile, InputsFile, Survey.FileName, TableFile, FitsFile, ResultFile.FileName, ReportFile.FileName, Bibliography.FileName, RunLog.FileName];

    private readonly RunLock _lock;

    private RunFolder(string path, RunLock taken, bool resumed, TimeProvider clock)
    {
        Path = path;
        Resumed = resumed;
        _lock = taken;
        Cells = new CellStore(System.IO.Path.Combine(path, CellFolder));
        Log = new RunLog(path, clock);
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>True if the same pipeline was run here before.</summary>
    public bool Resumed { get; }

    /// <summary>The finished cells.</summary>
    public CellStore Cells { get; }

    /// <summary>The log.</summary>
    public RunLog Log { get; }

    /// <summary>Creates a run's folder, or takes up the run in it.</summary>
    /// <param name="pipeline">A pipeline whose cells are all validated: from here on files are written.</param>
    /// <param name="plugins">The assemblies it uses.</param>
    /// <param name="options">Where, and whether to start over.</param>
    /// <param name="clock">Names the folder.</param>
    /// <exception cref="UserErrorException">
    /// The folder holds another pipeline's run, or something that is no run, or another host works in it, or it cannot be written. It is left as it was.
    /// </exception>
    public static RunFolder Open(Pipeline pipeline, IReadOnlyList<PluginAssembly> plugins, RunOptions options, TimeProvider clock)
    {
        try
        {
            return options.Out is { } path
                ? Named(System.IO.Path.GetFullPath(path, options.Directory), pipeline, plugins, options, clock)
                : Fresh(pipeline, plugins, options, clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused(options.Out ?? "runs", $"The run folder cannot be written: {exception.Message} Choose another with --out DIR.");
        }
    }

    /// <summary>Writes one of the folder's documents, whole; a document that already says so is left alone.</summary>
    /// <param name="name"><see cref="TableFile"/> or <see cref="FitsFile"/>.</param>
    /// <param name="text">Its text.</param>
    public void Write(string name, string text) => AtomicFile.Write(System.IO.Path.Combine(Path, name), text);

    /// <inheritdoc/>
    public void Dispose()
    {
        Log.Dispose();
        _lock.Dispose();
    }

    private static RunFolder Fresh(Pipeline pipeline, IReadOnlyList<PluginAssembly> plugins, RunOptions options, TimeProvider clock)
    {
        var parent = System.IO.Path.Combine(options.Directory, "runs", FileName(pipeline.Name));
        var time = clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (var n = 1; ; n++)
        {
            var path = System.IO.Path.Combine(parent, n == 1 ? time : string.Create(CultureInfo.InvariantCulture, $"{time}-{n}"));
            if (Directory.Exists(path))
            {
                continue;
            }

            Directory.CreateDirectory(path);
            if (RunLock.TryTake(path) is { } taken)
            {
                if (IsEmpty(path))
                {
                    return Create(path, taken, pipeline, plugins, options.Survey, clock);
                }

                taken.Dispose();
            }
        }
    }

    private static RunFolder Named(string path, Pipeline pipeline, IReadOnlyList<PluginAssembly> plugins, RunOptions options, TimeProvider clock)
    {
        RefuseUnlessRun(path);
        Directory.CreateDirectory(path);
        var taken = RunLock.TryTake(path) ?? throw Refused(path,
            $"Another unmask is working in this folder{(RunLog.LastHost(path) is { } host ? $" ({host})" : "")}. Wait until it is done, or choose another folder with --out DIR.");
        try
        {
            RefuseUnlessRun(path);
            if (options.Force)
            {
                Clear(path);
            }

            if (RunManifest.Read(path) is not { } manifest)
            {
                return Create(path, taken, pipeline, plugins, options.Survey, clock);
            }

            return manifest.Matches(RunManifest.Of(pipeline))
                ? Describe(new RunFolder(path, taken, resumed: true, clock), pipeline, plugins, options.Survey)
                : throw Refused(path, $"This folder holds the run of a different pipeline. What differs:{Differences.Between(path, manifest, pipeline, plugins)}{Environment.NewLine}Choose another folder with --out DIR, or start over here with --force.");
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static RunFolder Create(string path, RunLock taken, Pipeline pipeline, IReadOnlyList<PluginAssembly> plugins, Survey survey, TimeProvider clock)
    {
        AtomicFile.Write(System.IO.Path.Combine(path, RunManifest.FileName), RunManifest.Of(pipeline).ToString());
        return Describe(new RunFolder(path, taken, resumed: false, clock), pipeline, plugins, survey);
    }

    private static RunFolder Describe(RunFolder folder, Pipeline pipeline, IReadOnlyList<PluginAssembly> plugins, Survey survey)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, CellFolder));
        // It holds all results or is not there: until this run is complete it is not.
        File.Delete(System.IO.Path.Combine(folder.Path, ResultFile.FileName));
        folder.Write(PipelineFile, Json.Indented(pipeline.Resolved));
        List<PluginDescription> used = [.. pipeline.Cells.SelectMany(cell => cell.Plugins).DistinctBy(plugin => (plugin.Section, plugin.Name)).OrderBy(plugin => plugin.Section, StringComparer.Ordinal).ThenBy(plugin => plugin.Name, StringComparer.Ordinal)];
        folder.Write(PluginsFile, Json.Indented(RunManifest.Plugins(plugins, used)));
        if (pipeline.Inputs.Count > 0)
        {
            folder.Write(InputsFile, Json.Indented(new JsonObject(pipeline.Inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value)))));
        }

        folder.Write(Bibliography.FileName, Bibliography.Of(used));
        folder.Write(Survey.FileName, survey.ToString());
        return folder;
    }

    private static void RefuseUnlessRun(string path)
    {
        if (File.Exists(path))
        {
            throw Refused(path, "Expected a folder for the run, got a file.");
        }

        if (Directory.Exists(path) && !IsEmpty(path) && RunManifest.Read(path) is null)
        {
            throw Refused(path, $"This folder is not empty and holds no run (it has no {RunManifest.FileName} of ours), so nothing is written into it. Choose a new or empty folder with --out DIR.");
        }
    }

    private static bool IsEmpty(string path) =>
        Directory.EnumerateFileSystemEntries(path).All(entry => System.IO.Path.GetFileName(entry) is RunLock.FileName or RunManifest.FileName + AtomicFile.Unfinished);

    private static void Clear(string path)
    {
        var cells = System.IO.Path.Combine(path, CellFolder);
        if (RunManifest.Read(path) is { } manifest && Directory.Exists(cells))
        {
            var store = new CellStore(cells);
            List<string> ids = [.. manifest.Cells.Select(cell => cell!["id"]!.GetValue<string>())];
            ids.ForEach(id => File.Delete(store.PathOf(id)));
            store.RemoveUnfinished(ids);
            if (!Directory.EnumerateFileSystemEntries(cells).Any())
            {
                Directory.Delete(cells);
            }
        }

        foreach (var name in Documents.Reverse())
        {
            File.Delete(System.IO.Path.Combine(path, name));
            File.Delete(System.IO.Path.Combine(path, name + AtomicFile.Unfinished));
        }
    }

    private static string FileName(string name)
    {
        var clean = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ' ? letter : '-')).Trim(' ', '.');
        return clean.Length == 0 ? "unnamed" : clean;
    }

    private static UserErrorException Refused(string path, string message) => new(path, "", message);
}
