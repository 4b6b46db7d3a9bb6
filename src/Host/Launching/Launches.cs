using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Launching.Slurm;
using Unmask.Host.Launching.Workers;

namespace Unmask.Host.Launching;

/// <summary>Validates pipelines, each in the way that suits its launcher.</summary>
/// <param name="bench">Composes in this process.</param>
/// <param name="folders">The plugin folders, full paths.</param>
/// <param name="pluginLock">The lock that plugins are held to, a full path, or null.</param>
/// <param name="say">Receives what plugins print in other processes.</param>
/// <param name="clock">Times the cells.</param>
internal sealed class Launches(Workbench bench, IReadOnlyList<string> folders, string? pluginLock, Action<string> say, TimeProvider clock)
{
    /// <summary>Reads a pipeline and has every cell of it composed: here, or where the cells will be measured.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong, each thing once.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<Launch> Prepare(PipelineRequest request, CancellationToken stop)
    {
        var pipeline = bench.Read(request);
        var assignment = new Assignment(request, folders, pluginLock);
        return pipeline.Launcher.Kind switch
        {
            LauncherConfiguration.Processes => await InProcesses(pipeline, assignment, ProcessOptions.Of(pipeline.Launcher), stop),
            LauncherConfiguration.Slurm => await OnCluster(pipeline, assignment, stop),
            _ => Here(pipeline, assignment),
        };
    }

    private Launch Here(Pipeline pipeline, Assignment assignment)
    {
        var experiment = bench.Compose(pipeline);
        return new Launch(pipeline, experiment.Survey, assignment, new InProcess(experiment.Measure, clock), () =>
        {
            experiment.Dispose();
            return default;
        });
    }

    private async Task<Launch> InProcesses(Pipeline pipeline, Assignment assignment, ProcessOptions options, CancellationToken stop)
    {
        var pool = new WorkerPool(pipeline, options);
        try
        {
            var told = await new Surveyor(pool, pipeline).Survey(assignment, options.TimeLimit, say, stop);
            return new Launch(pipeline, PipelineSurvey.Of(pipeline, told), assignment, new ProcessLauncher(pool, assignment, options, clock), pool.DisposeAsync);
        }
        catch
        {
            pool.IsStopped = true;
            await pool.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cells are composed in a process on this machine, and measured on others.</summary>
    private async Task<Launch> OnCluster(Pipeline pipeline, Assignment assignment, CancellationToken stop)
    {
        await using var pool = new WorkerPool(pipeline, new ProcessOptions(1, null, null, 0));
        var told = await new Surveyor(pool, pipeline).Survey(assignment, null, say, stop);
        return new Launch(pipeline, PipelineSurvey.Of(pipeline, told), assignment, new SlurmLauncher(pipeline, assignment, clock), () => default);
    }
}
