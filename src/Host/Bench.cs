using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Store;
using Unmask.Host.Runs;

namespace Unmask.Host;

/// <summary>Composes cells of a pipeline when they are asked for, and measures them: what a worker does.</summary>
/// <remarks>What cells share is made once. Not thread-safe.</remarks>
/// <param name="pipeline">The pipeline.</param>
/// <param name="types">Loads plugins.</param>
internal sealed class Bench(Pipeline pipeline, PluginTypes types)
{
    private readonly PluginServices _services = new();
    private readonly CellMeasurement _measurement = new(types);
    private Composer? _composer;

    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline => pipeline;

    private Composer Composer => _composer ??= new Composer(new ComponentFactory(types, _services));

    /// <summary>Composes a cell and says what that told.</summary>
    /// <exception cref="PluginLoadException">A plugin cannot be loaded.</exception>
    /// <exception cref="PluginChangedException">A plugin's files changed since they were scanned.</exception>
    public CellSurvey Survey(int cell)
    {
        var composed = Composer.Compose(pipeline.Cells[cell], out var errors);
        return CellSurvey.Of(cell, composed, errors);
    }

    /// <summary>Composes and measures a cell; whatever is wrong with it or its plugins is its failure.</summary>
    /// <exception cref="PluginChangedException">A plugin's files changed since they were scanned.</exception>
    public CellResult Measure(int cell)
    {
        var configuration = pipeline.Cells[cell];
        try
        {
            var composed = Composer.Compose(configuration, out var errors);
            return errors.Count > 0 ? Wrong(configuration, errors) : _measurement.Measure(composed!, CancellationToken.None);
        }
        catch (PluginLoadException failure)
        {
            return new CellResult([], new CellFailure($"{failure.Plugin.Section}/{failure.Plugin.Name} ({failure.Plugin.Assembly.Path})", failure.Reason, null));
        }
    }

    /// <summary>Disposes the services of its plugins.</summary>
    /// <returns>What could not be disposed and why, in words.</returns>
    public IReadOnlyList<string> Close() => [.. _services.Close().Select(types.Original)];

    private static CellResult Wrong(CellConfiguration cell, IReadOnlyList<UserError> errors)
    {
        var keys = errors[0].Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var component = keys is [Sections.Metrics, var label, ..] ? cell.Metrics.FirstOrDefault(metric => metric.Label == label)?.Component
            : keys is [var section, ..] ? cell.Sections.GetValueOrDefault(section)
            : null;
        var plugin = component is { Plugin: var found } ? $"{found.Section}/{found.Name} ({found.Assembly.Path})" : "host";
        return new CellResult([], new CellFailure(plugin, string.Join("; ", errors.Select(error => $"{error.Path}: {error.Message}")), errors[0].Detail));
    }
}
