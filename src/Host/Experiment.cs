using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host;

/// <summary>A composed pipeline: every cell is valid and can be measured. Disposing it disposes the services of its plugins.</summary>
internal sealed class Experiment : IDisposable
{
    private readonly CellMeasurement _measurement;
    private readonly PluginTypes _types;
    private int _measuring;

    public Experiment(Pipeline pipeline, IReadOnlyList<ComposedCell> cells, Survey survey, PluginServices services, PluginTypes types)
    {
        _types = types;
        Services = services;
        Pipeline = pipeline;
        Cells = cells;
        Survey = survey;
        Plugins = [.. cells.SelectMany(cell => cell.Configuration.Plugins).Distinct()];
        _measurement = new CellMeasurement(types);
    }

    /// <summary>The validated configuration.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The cells, in order of their numbers.</summary>
    public IReadOnlyList<ComposedCell> Cells { get; }

    /// <summary>The plugins that any cell uses.</summary>
    public IReadOnlyList<PluginDescription> Plugins { get; }

    /// <summary>The services that plugin assemblies register.</summary>
    public PluginServices Services { get; }

    /// <summary>What a reader of the results has to know of its cells: what has no effect in some, what is left out of some and why, how long sequences are.</summary>
    public Survey Survey { get; }

    /// <summary>Measures one cell.</summary>
    public CellResult Measure(CellConfiguration cell, CancellationToken stop)
    {
        Interlocked.Increment(ref _measuring);
        try
        {
            return _measurement.Measure(Cells[cell.Index], stop);
        }
        finally
        {
            Interlocked.Decrement(ref _measuring);
        }
    }

    /// <summary>Asks a cell for something outside a run.</summary>
    /// <exception cref="UserErrorException">It is out of reach, or a plugin threw: the message names it.</exception>
    public T Ask<T>(CellConfiguration cell, Func<Cell, T> question, CancellationToken stop)
    {
        try
        {
            return question(Cells[cell.Index].Cell);
        }
        catch (OutOfReachException outOfReach)
        {
            throw new UserErrorException(Pipeline.Source, "", outOfReach.Message);
        }
        catch (Exception exception) when (exception is not UserErrorException && !(exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            var failure = _measurement.Failure(exception, Cells[cell.Index], null);
            throw new UserErrorException([new UserError(Pipeline.Source, "", $"{failure.Plugin} failed: {failure.Message}") { Detail = failure.Detail }]);
        }
    }

    /// <summary>Disposes the services of its plugins; a cell that was left behind when the run was stopped keeps them.</summary>
    /// <exception cref="PluginDisposalException">A plugin's service threw when it was disposed.</exception>
    public void Dispose()
    {
        if (Volatile.Read(ref _measuring) == 0 && Services.Close() is { Count: > 0 } problems)
        {
            throw new PluginDisposalException([.. problems.Select(_types.Original)]);
        }
    }
}
