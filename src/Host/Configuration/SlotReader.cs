namespace Unmask.Host.Configuration;

/// <summary>Finds the components of a configuration: its sections, its metrics, the defaults, and the axes over each.</summary>
/// <param name="sections">The component sections of this version.</param>
/// <param name="axes">The sweep.</param>
/// <param name="errors">Receives sections and metrics that are missing.</param>
internal sealed class SlotReader(IReadOnlyList<string> sections, IReadOnlyList<SweepAxis> axes, ErrorList errors)
{
    /// <summary>The slots: sections in their order, then metrics as written.</summary>
    /// <param name="root">The composed configuration.</param>
    /// <param name="needsMetrics">Whether having no metric is an error.</param>
    public IReadOnlyList<ComponentSlot> Read(SourceNode root, bool needsMetrics)
    {
        List<ComponentSlot> slots = [.. sections.Select(section => Section(root, section)).OfType<ComponentSlot>(), .. Metrics(root, needsMetrics)];
        slots.ForEach(CheckKinds);
        if (!slots.Exists(slot => slot.Key == Sections.Data))
        {
            errors.Add(int.MaxValue, new UserError(root.Origin.Source, "", "there is no section 'data': the law to sample from, such as {\"kind\": \"potts\", …}"));
        }

        return slots;
    }

    private ComponentSlot? Section(SourceNode root, string section)
    {
        var path = SourceNode.Below("", section);
        var own = Axes([section]);
        var written = root[section] ?? (IsDefault(root, section, own) ? SourceNode.Empty(root.Origin, path, int.MaxValue) : null);
        if (written is not null || own.Any(each => each.Axis.Keys.Count == 1))
        {
            return new ComponentSlot(section, section, Sections.DefaultKind(path), written, own);
        }

        foreach (var (_, axis) in own)
        {
            errors.Add(axis.Node, $"the axis sets an option of '{section}', a section that the configuration does not have");
        }

        return null;
    }

    private bool IsDefault(SourceNode root, string section, List<(int Number, SweepAxis Axis)> own) => section switch
    {
        "process" => true,
        Sections.Sampler => own.Count > 0 || root[Sections.Schedule] is not null || axes.Any(axis => axis.Keys is [Sections.Schedule]),
        _ => false,
    };

    private List<ComponentSlot> Metrics(SourceNode root, bool needed)
    {
        var metrics = root[Sections.Metrics];
        if (metrics is not null && metrics.Children is null)
        {
            errors.Add(metrics, $"got {metrics.Describe()}; expected an object with a label for each metric, such as {{\"kl\": {{}}, \"bounds\": {{}}}}");
            return [];
        }

        var labels = metrics?.Children?.Keys.ToList() ?? [];
        foreach (var label in labels.Where(label => label.Length == 0 || label.AsSpan().ContainsAny('.', Sections.Separator)))
        {
            errors.Add(metrics![label]!, $"'{label}' is no label: it may not be empty or contain '.' or ':'");
        }

        foreach (var axis in axes.Where(axis => axis.Keys is [Sections.Metrics, _, _, ..] && !labels.Contains(axis.Keys[1])))
        {
            errors.Add(axis.Node, $"there is no metric '{axis.Keys[1]}'{OptionText.DidYouMean(axis.Keys[1], labels)} (metrics: {OptionText.Words(labels)})");
        }

        var swept = axes.Where(axis => axis.Keys is [Sections.Metrics, _]).Select(axis => axis.Keys[1]);
        List<ComponentSlot> slots = [.. labels.Union(swept).Select(label => new ComponentSlot(
            $"{Sections.Metrics}:{label}", Sections.Metrics, label, metrics?[label], Axes([Sections.Metrics, label])))];
        if (slots.Count == 0 && needed)
        {
            errors.Add(metrics?.Order ?? int.MaxValue, new UserError(
                metrics?.Origin.Source ?? root.Origin.Source, metrics?.Path ?? "", "there is no metric; 'metrics' needs at least one, such as {\"kl\": {}}"));
        }

        return slots;
    }

    private List<(int Number, SweepAxis Axis)> Axes(string[] keys) =>
        [.. axes.Index().Where(each => each.Item.Keys.Take(keys.Length).SequenceEqual(keys)).Select(each => (each.Index, each.Item))];

    /// <summary>Variants of a component and an axis over its kind would contradict one another.</summary>
    private void CheckKinds(ComponentSlot slot)
    {
        foreach (var (_, kind) in slot.Axes.Where(each => each.Axis.Keys[^1] == SourceNode.Kind))
        {
            foreach (var (_, above) in slot.Axes.Where(each => each.Axis.Keys.Count < kind.Keys.Count && kind.Keys.Take(each.Axis.Keys.Count).SequenceEqual(each.Axis.Keys)))
            {
                errors.Add(kind.Node, $"the axis sets a kind within the variants of the axis '{above.Key}'; put the kinds into the variants");
            }
        }
    }
}
