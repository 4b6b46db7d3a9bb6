using Unmask.Host.Composition;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;

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

    /// <summary>Reads a pipeline and expands its sweep; runs no plugin's code.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong, each thing once.</exception>
    public Pipeline Read(PipelineRequest request) => new PipelineReader(catalogue).Read(request);

    /// <summary>Reads a pipeline, expands its sweep, makes every component and checks them against one another.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong, each thing once.</exception>
    public Experiment Compose(PipelineRequest request) => Compose(Read(request));

    /// <summary>Makes every component of a pipeline and checks them against one another.</summary>
    /// <exception cref="UserErrorException">Everything that is wrong, each thing once.</exception>
    public Experiment Compose(Pipeline pipeline)
    {
        var services = new PluginServices();
        try
        {
            var composer = new Composer(new ComponentFactory(types, services));
            var cells = new List<ComposedCell>();
            var told = new List<CellSurvey>();
            foreach (var configuration in pipeline.Cells)
            {
                var cell = composer.Compose(configuration, out var errors);
                told.Add(CellSurvey.Of(configuration.Index, cell, errors));
                cells.AddRange(cell is null ? [] : [cell]);
            }

            return new Experiment(pipeline, cells, PipelineSurvey.Of(pipeline, told), services, types);
        }
        catch
        {
            // Why there is no experiment is what matters, not that something of it could not be disposed either.
            services.Close();
            throw;
        }
    }

    /// <summary>Makes and measures cells of a pipeline one by one.</summary>
    public Bench Bench(Pipeline pipeline) => new(pipeline, types);
}
