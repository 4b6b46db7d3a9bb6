using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Configuration;

/// <summary>Composes a pipeline from its layers: files, environment, command line; validates every option; expands the sweep.</summary>
/// <remarks>Later layers win: plugin defaults, extended files, the file, <c>UNMASK_A__B</c>, overrides, axes. Thread-safe if the lookup is.</remarks>
/// <param name="plugins">What is installed.</param>
internal sealed class PipelineReader(IPluginLookup plugins)
{
    /// <summary>Reads a pipeline.</summary>
    /// <param name="request">The file and everything laid over it.</param>
    /// <returns>Every cell, frozen.</returns>
    /// <exception cref="UserErrorException">Everything that is wrong, in the order of the text.</exception>
    public Pipeline Read(PipelineRequest request) => Read(request, new HashSet<string>());

    /// <summary>The files that a pipeline depends on: its own, those it extends and its input files; also those that do not exist, and whatever is wrong with it.</summary>
    /// <param name="request">The file and everything laid over it.</param>
    /// <returns>Full paths.</returns>
    public IReadOnlySet<string> Files(PipelineRequest request)
    {
        var looked = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            Read(request, looked);
        }
        catch (Exception problem) when (problem is UserErrorException or PluginChangedException)
        {
            // Whoever runs it will say so.
        }

        return looked;
    }

    private Pipeline Read(PipelineRequest request, HashSet<string> looked)
    {
        var errors = new ErrorList();
        var file = Path.GetFullPath(Path.Combine(request.WorkingDirectory, request.File));
        var root = Compose(request, file, looked, errors);
        var files = new InputFiles(looked);
        var values = new OptionValueReader(files, errors);
        var components = new ComponentReader(plugins, values, errors);
        IReadOnlyList<string> sections = [.. Sections.Components.Intersect(plugins.Sections)];
        var rootReader = new RootReader(sections, values, errors);

        rootReader.CheckSections(root);
        var name = rootReader.Name(root, file);
        var seed = rootReader.Seed(root);
        var written = new SweepReader(sections, errors).Read(root[Sections.Sweep]);
        var seeds = new SeedAxis(values, errors).Read(root, seed, written);
        IReadOnlyList<SweepAxis> axes = seeds is null ? written : [.. written, seeds];
        var slots = new SlotReader(sections, axes, errors).Read(root, request.NeedsMetrics);
        var expansion = new SweepExpansion(slots, axes, components, rootReader, errors);
        var resolved = new ResolvedConfiguration(slots, axes, expansion, components);
        var labels = slots.Where(slot => slot.Section == Sections.Metrics).Select(slot => slot.Label).ToList();
        var fits = new FitReader([.. axes.Select(axis => axis.Key)], labels, values, errors).Read(root[Sections.Fits]);
        var launcher = new LauncherReader(values, errors).Read(root[Sections.Launcher]);
        if (axes.Aggregate(1.0, (product, axis) => product * axis.Points.Count) <= SweepReader.MostCells)
        {
            resolved.Read();
            expansion.Read();
        }

        errors.ThrowIfAny();
        return new Pipeline(
            name, seed, [.. axes.Select(axis => axis.Key)], expansion.Cells(seed, seeds, new CellIdentity(files)), fits,
            resolved.Write(name, seed, seeds, fits, launcher), request.File)
        {
            Seeds = seeds?.Points.Count ?? 1,
            Inputs = files.Hashes,
            Launcher = launcher,
        };
    }

    private static SourceNode Compose(PipelineRequest request, string file, HashSet<string> looked, ErrorList errors)
    {
        var parser = new JsonLayerParser(errors);
        var written = new FileLayers(request.WorkingDirectory, parser, looked, errors).Read(file, request.File);
        var overrides = new OverrideLayers(request.WorkingDirectory, parser, errors);
        var environment = overrides.Environment(request.Environment);
        var commandLine = overrides.Overrides(request.Overrides);
        var sweeps = overrides.Sweeps(request.Sweeps);
        if (written is null)
        {
            errors.ThrowIfAny();
            throw new InvalidOperationException($"{request.File} could not be read, for no reason");
        }

        var root = new[] { environment, commandLine, sweeps }.OfType<SourceNode>().Aggregate(written, (older, newer) => newer.Over(AxisPins.Pinned(older, newer, errors)));
        return root with { Origin = written.Origin };
    }
}
