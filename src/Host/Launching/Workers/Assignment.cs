using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Trust;

namespace Unmask.Host.Launching.Workers;

/// <summary>What a worker process is to work on; everything that it composes cells from.</summary>
/// <param name="Request">The pipeline.</param>
/// <param name="Folders">The plugin folders, full paths.</param>
/// <param name="Lock">The lock that plugins are held to, a full path, or null.</param>
internal sealed record Assignment(PipelineRequest Request, IReadOnlyList<string> Folders, string? Lock)
{
    /// <summary>The same pipeline as it is written in a run folder.</summary>
    public Assignment In(string folder) => this with { Request = new PipelineRequest(Path.Combine(folder, Runs.RunFolder.PipelineFile), folder) };

    /// <summary>Reads the pipeline; runs no plugin's code.</summary>
    /// <exception cref="UserErrorException">It is wrong, or a folder or the lock cannot be read.</exception>
    public Bench Open()
    {
        var found = Catalogue.Scan(Folders, ScanCache.Open());
        var bench = new Workbench(Lock is { } file ? found.Only(PluginLock.Read(file, file), file) : found, new PluginTypes(new IsolatedAssemblies()));
        return bench.Bench(bench.Read(Request));
    }
}
