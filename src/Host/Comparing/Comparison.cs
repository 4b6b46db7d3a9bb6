using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Comparing;

/// <summary>Runs, or axes of a run, side by side.</summary>
/// <param name="Comparands">What is compared with what.</param>
/// <param name="Rows">The values, in the order of the cells and metrics.</param>
/// <param name="Cautions">What a reader has to know, a line each.</param>
internal sealed record Comparison(Comparands Comparands, IReadOnlyList<ComparedRow> Rows, IReadOnlyList<string> Cautions)
{
    /// <summary>How many differences were tested at once.</summary>
    public int Tests { get; } = Rows.SelectMany(row => row.Compared).Count(compared => compared?.P is not null);

    /// <summary>Makes a comparison.</summary>
    /// <exception cref="UserErrorException">There is nothing to compare, or a name is not known.</exception>
    public static Comparison Of(CompareOptions options)
    {
        var comparands = Comparands.Of(options);
        var read = comparands.All.Select(each => Read(each, comparands.Across)).ToList();
        var metrics = read.Select(places => places.Values.SelectMany(place => place.Values).Where(value => options.Lists || value.Value.Index is null)
            .Select(value => (value.Value.Metric, value.Value.Index)).ToHashSet()).ToList();
        var chosen = Chosen(options, [.. metrics.SelectMany(own => own.Select(value => value.Metric)).Distinct()]);
        if (!metrics.Skip(1).Any(own => own.Any(value => chosen.Contains(value.Metric) && metrics[0].Contains(value))))
        {
            throw Nothing(comparands, metrics.Select(own => own.Select(value => value.Metric).Distinct().ToList()).ToList());
        }

        var rows = new List<ComparedRow>();
        foreach (var place in read.SelectMany(places => places.Keys).Distinct())
        {
            var here = read.Select(places => places.GetValueOrDefault(place)).ToList();
            var names = here.SelectMany(own => own?.Values ?? []).Where(value => (options.Lists || value.Value.Index is null) && chosen.Contains(value.Value.Metric))
                .Select(value => (value.Value.Metric, value.Value.Index)).Distinct();
            rows.AddRange(names.Select(name => Row(here.OfType<Place>().First().Axes, name.Metric, name.Index, [.. here.Select(own => own?.Of(name.Metric, name.Index))])));
        }

        if (!rows.Exists(row => row.Compared.Any(compared => compared is not null)))
        {
            throw new UserErrorException("command line", "", $"no cell of '{comparands.Reference.Name}' has the same place on the other axes ({string.Join(", ", comparands.Across)}) as one that it is compared with");
        }

        var adjusted = Adjusted(rows);
        return new Comparison(comparands, adjusted, [.. Caution.Of(comparands, adjusted)]);
    }

    private static HashSet<string> Chosen(CompareOptions options, List<string> known)
    {
        foreach (var name in options.Metrics.Where(name => !known.Exists(metric => Is(metric, name))))
        {
            List<string> names = [.. known, .. known.Select(MethodLegend.Label).Except(known).Distinct()];
            throw new UserErrorException("command line", "", $"--metric got '{name}', which no run has{OptionText.DidYouMean(name, names)} (values: {OptionText.Words(known)}{(options.Lists ? "" : "; lists with --lists")})");
        }

        return [.. options.Metrics.Count == 0 ? known : known.Where(metric => options.Metrics.Any(name => Is(metric, name)))];

        static bool Is(string metric, string name) => metric == name || metric.StartsWith(name + ".", StringComparison.Ordinal);
    }

    private static UserErrorException Nothing(Comparands comparands, List<List<string>> metrics) => new("command line", "",
        $"there is no value that '{comparands.Reference.Name}' has in common with another: "
        + string.Join("; ", comparands.All.Zip(metrics, (each, own) => $"'{each.Name}' has {(own.Count == 0 ? "none" : OptionText.Words(own))}")));

    private static ComparedRow Row(IReadOnlyDictionary<string, JsonNode> axes, string metric, int? index, List<Measured?> values) => new(
        axes, metric, index, values.OfType<Measured>().First().Seeds[0].Value.Better, values,
        [.. values.Select((value, k) => k == 0 || value is null || values[0] is null ? null : new Compared(Difference.Of(values[0]!, value)))]);

    private static List<ComparedRow> Adjusted(List<ComparedRow> rows)
    {
        var tested = rows.SelectMany(row => row.Compared).Select(compared => compared?.P).OfType<double>().ToList();
        var holm = new Queue<double>(Compared.Holm(tested));
        return [.. rows.Select(row => row with { Compared = [.. row.Compared.Select(compared => compared?.P is null ? compared : compared with { Adjusted = holm.Dequeue() })] })];
    }

    /// <summary>The values of a comparand by place on the other axes.</summary>
    private static OrderedDictionary<string, Place> Read(Comparand comparand, IReadOnlyList<string> across)
    {
        var places = new OrderedDictionary<string, Place>();
        foreach (var cell in comparand.Cells)
        {
            var axes = new OrderedDictionary<string, JsonNode>(across.Select(axis => KeyValuePair.Create(axis, cell.Axes[axis])));
            var key = string.Join('\n', axes.Values.Select(Json.OnOneLine));
            if (!places.TryGetValue(key, out var place))
            {
                places[key] = place = new Place(axes, []);
            }

            if (comparand.Run.Read(cell) is { Failure: null } result)
            {
                place.Values.AddRange(result.Values.Select(value => KeyValuePair.Create(comparand.Seed(cell), value)));
            }
        }

        return places;
    }

    /// <summary>What a comparand has at a place: values by seed.</summary>
    private sealed record Place(IReadOnlyDictionary<string, JsonNode> Axes, List<KeyValuePair<string, MetricValue>> Values)
    {
        public Measured? Of(string metric, int? index) =>
            Values.Where(value => value.Value.Metric == metric && value.Value.Index == index).DistinctBy(value => value.Key).ToList() is { Count: > 0 } own ? new Measured(own) : null;
    }
}
