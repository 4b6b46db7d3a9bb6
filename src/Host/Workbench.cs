using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host;

/// <summary>The host without its command line: what is installed, and experiments composed from it.</summary>
/// <remarks>Plugins are loaded once per workbench, each assembly when it is first named.</remarks>
/// <param name="catalogue">What is installed.</param>
/// <param name="types">Loads plugins.</param>
internal sealed class Workbench(Catalogue catalogue, PluginTypes types)
{
    /// <summary>What is installed.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>Opens the plugins of these folders.</summary>
    public static Workbench Open(IEnumerable<string> folders) => new(Catalogue.Scan(folders), new PluginTypes(new IsolatedAssemblies()));

    /// <summary>Reads a pipeline, expands its sweep, makes every component and checks them against one another.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong, each thing once.</exception>
    public Experiment Compose(PipelineRequest request)
    {
        var pipeline = new PipelineReader(catalogue).Read(request);
        var services = new PluginServices();
        try
        {
            return new Experiment(pipeline, Compose(pipeline, services), services, types);
        }
        catch
        {
            // Why there is no experiment is what matters, not that something of it could not be disposed either.
            services.Close();
            throw;
        }
    }

    private List<ComposedCell> Compose(Pipeline pipeline, PluginServices services)
    {
        var composer = new Composer(new ComponentFactory(types, services));
        var first = new OrderedDictionary<UserError, CellConfiguration>();
        var cells = new List<ComposedCell>();
        foreach (var configuration in pipeline.Cells)
        {
            if (composer.Compose(configuration, out var wrong) is { } cell)
            {
                cells.Add(cell);
            }

            foreach (var error in wrong)
            {
                first.TryAdd(error, configuration);
            }
        }

        // What is wrong in the first cell is mostly wrong in all of them; what is not says where.
        var errors = first.Select(error => error.Value.Index == 0 || error.Key.Path.StartsWith("/sweep", StringComparison.Ordinal) ? error.Key : error.Key with { Message = $"{error.Key.Message} (in {Place.Of(error.Value)})" }).ToList();
        errors.AddRange(RefusedEverywhere(cells).Except(first.Keys));
        return errors.Count == 0 ? cells : throw new UserErrorException(errors);
    }

    /// <summary>A metric that has no value in any cell is an error; one that has none in some cells is left out there.</summary>
    private static IEnumerable<UserError> RefusedEverywhere(IEnumerable<ComposedCell> cells) => cells
        .SelectMany(cell => cell.Metrics)
        .GroupBy(metric => metric.Label)
        .Where(label => label.All(metric => metric.Refusals.Count > 0))
        .SelectMany(label => label.SelectMany(metric => metric.Refusals))
        .Distinct();
}
