using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>What a report shows, as one JSON document: numbers by columns, everything that recurs once.</summary>
/// <remarks>
/// Cells are read one after the other, and of each only what is shown is kept. <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and quotes in texts are written as
/// escapes, so that no text of a run can end the element that the document stands in.
/// </remarks>
internal sealed class ReportData
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly StoredRun _run;
    private readonly Dictionary<string, string> _labels;
    private readonly OrderedDictionary<string, MetricColumn> _metrics = [];
    private readonly OrderedDictionary<string, ListColumn> _lists = [];
    private readonly CodedColumn<(int[] Sizes, string From)> _sizes;
    private readonly List<(int Cell, IReadOnlyList<Draw> Draws)> _draws = [];
    private readonly List<CellOutcome> _outcomes = [];
    private string? _noDraws;

    private ReportData(StoredRun run)
    {
        _run = run;
        _labels = (run.Pipeline[Sections.Metrics] as JsonObject ?? []).GroupBy(metric => $"{(metric.Value as JsonObject)?["kind"]}").ToDictionary(kind => kind.Key, kind => kind.First().Key);
        _sizes = new(run.Cells.Count, static (writer, sizes) =>
        {
            writer.WriteStartObject();
            writer.WriteString("from", sizes.From);
            writer.Numbers("sizes", sizes.Sizes.Select(size => (double?)size));
            writer.WriteEndObject();
        });
        foreach (var cell in run.Cells)
        {
            if (run.Read(cell) is { } result)
            {
                Add(cell, result);
            }
        }
    }

    /// <summary>The document of a run.</summary>
    public static byte[] Of(StoredRun run)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            new ReportData(run).Write(writer);
        }

        return stream.ToArray();
    }

    private void Add(CellPlace cell, CellResult result)
    {
        _outcomes.Add(CellOutcome.Of(cell, result));
        foreach (var value in result.Values.Where(value => value.Index is null))
        {
            Column(_metrics, value.Metric, name => new MetricColumn(name, _run.Cells.Count)).Set(cell.Index, value);
        }

        var lists = result.Values.Where(value => value.Index is not null).GroupBy(value => value.Metric).ToList();
        foreach (var list in lists)
        {
            Column(_lists, list.Key, name => new ListColumn(name, _run.Cells.Count)).Set(cell.Index, list);
        }

        if (Sizes(lists, result.Draws) is { } sizes)
        {
            _sizes.Set(cell.Index, sizes, $"{sizes.From} {string.Join(' ', sizes.Sizes)}");
        }

        _noDraws ??= result.NoDraws;
        if (result.Draws.Count > 0)
        {
            _draws.Add((cell.Index, result.Draws));
        }
    }

    /// <summary>What the run calls a value of the first metric of a kind: <c>kl.step</c>, unless <c>kl</c> has another label.</summary>
    private string Named(string kind, string value) => $"{_labels.GetValueOrDefault(kind, kind)}.{value}";

    private (int[] Sizes, string From)? Sizes(List<IGrouping<string, MetricValue>> lists, IReadOnlyList<Draw> draws)
    {
        double[] List(string name) => [.. (lists.Find(list => list.Key == name) ?? Enumerable.Empty<MetricValue>()).OrderBy(value => value.Index).Select(value => value.Value)];
        var curve = List(Named("information", "curve"));
        if (curve.Length == 0)
        {
            return null;
        }

        var cross = List(Named("information", "cross-entropy"));
        var steps = Named("kl", "step");
        return RevealSizes.Of(curve, cross.Length > 0 ? cross : curve, List(steps)) is { } told ? (told, steps)
            : draws.Count > 0 && draws[0].Tokens.Count == curve.Length && RevealSizes.Of(draws[0]) is { } drawn ? (drawn, $"sample {draws[0].Sample}")
            : null;
    }

    private static T Column<T>(OrderedDictionary<string, T> columns, string name, Func<string, T> create)
    {
        if (!columns.TryGetValue(name, out var column))
        {
            columns.Add(name, column = create(name));
        }

        return column;
    }

    private void Write(Utf8JsonWriter writer)
    {
        var labels = (_run.Pipeline[Sections.Metrics] as JsonObject ?? []).Select(metric => metric.Key).ToList();
        var metrics = _metrics.Values.OrderBy(metric => labels.IndexOf(MethodLegend.Label(metric.Name)) is >= 0 and var place ? place : labels.Count).ToList();
        List<string> names = [.. metrics.Select(metric => metric.Name)];
        writer.WriteStartObject();
        writer.WriteString("name", _run.Name);
        writer.WriteNumber("cells", _run.Cells.Count);
        writer.WriteStartObject("labels");
        foreach (var (kind, label) in _labels)
        {
            writer.WriteString(kind, label);
        }

        writer.WriteEndObject();
        writer.WriteNumber("finished", _outcomes.Count(outcome => outcome.Failure is null));
        Texts(writer, "verdict", Verdict.Of(_run, _outcomes, names));
        Texts(writer, "methods", MethodLegend.Of(names, _outcomes));
        Texts(writer, "notes", _run.Survey.Notes);
        Axes(writer);
        Columns(writer, "metrics", metrics, static (writer, metric) => metric.Write(writer));
        Columns(writer, "lists", _lists.Values, static (writer, list) => list.Write(writer));
        _sizes.Write(writer, "sizes");
        writer.Numbers("lengths", _run.Cells.Select(cell => (double?)_run.Survey.Length(cell.Index)));
        writer.Numbers("steps", _run.Cells.Select(cell => CellOptions.Number(_run, cell, Sections.Schedule, "steps")));
        Columns(writer, "failures", _outcomes.Where(outcome => outcome.Failure is not null), Failure);
        Columns(writer, "draws", _draws, Draws);
        writer.WriteString("noDraws", _noDraws);
        Columns(writer, "missing", _run.Cells.Select(cell => cell.Index).Except(_outcomes.Select(outcome => outcome.Cell.Index)), static (writer, cell) => writer.WriteNumberValue(cell));
        Node(writer, "pipeline", _run.Pipeline);
        Node(writer, "fits", Document(RunFolder.FitsFile));
        Node(writer, "plugins", _run.Plugins);
        Node(writer, "inputs", Document(RunFolder.InputsFile));
        Sources(writer);
        Diary(writer);
        writer.WriteEndObject();
    }

    /// <summary>What the used plugins cite, each with the plugins that do.</summary>
    private void Sources(Utf8JsonWriter writer)
    {
        var path = System.IO.Path.Combine(_run.Path, Bibliography.FileName);
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var plugins = _run.Plugins.SelectMany(assembly => assembly!["plugins"] as JsonArray ?? []).Select(plugin => (Kind: $"{plugin!["section"]}/{plugin["name"]}", Reference: $"{plugin["reference"]}")).ToList();
        writer.WriteString("bibtex", text);
        Columns(writer, "sources", Bibliography.Parse(text), (writer, source) =>
        {
            writer.WriteStartObject();
            writer.WriteString("key", source.Key);
            foreach (var field in (string[])["author", "title", "journal", "year", "eprint", "doi", "note"])
            {
                writer.WriteString(field, source.Field(field));
            }

            Columns(writer, "by", plugins.Where(plugin => source.IsNamedIn(plugin.Reference)), static (writer, plugin) =>
            {
                writer.WriteStartArray();
                writer.WriteStringValue(plugin.Kind);
                writer.WriteStringValue(plugin.Reference);
                writer.WriteEndArray();
            });
            writer.WriteEndObject();
        });
    }

    private void Axes(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("axes");
        foreach (var axis in _run.Axes)
        {
            var column = new CodedColumn<JsonNode>(_run.Cells.Count, static (writer, value) => value.WriteTo(writer));
            foreach (var cell in _run.Cells)
            {
                column.Set(cell.Index, cell.Axes[axis], Json.OnOneLine(cell.Axes[axis]));
            }

            writer.WriteStartObject();
            writer.WriteString("name", axis);
            column.Write(writer, "place");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Failure(Utf8JsonWriter writer, CellOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteNumber("cell", outcome.Cell.Index);
        writer.WriteString("plugin", outcome.Failure!.Plugin);
        writer.WriteString("message", outcome.Failure.Message);
        writer.WriteString("detail", outcome.Failure.Detail);
        writer.WriteEndObject();
    }

    private static void Draws(Utf8JsonWriter writer, (int Cell, IReadOnlyList<Draw> Draws) kept)
    {
        writer.WriteStartObject();
        writer.WriteNumber("cell", kept.Cell);
        writer.WriteStartArray("draws");
        foreach (var draw in kept.Draws)
        {
            JsonNode.Parse(DrawJson.Write(draw))!.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Diary(Utf8JsonWriter writer)
    {
        var diary = RunDiary.Read(_run.Path);
        writer.WriteStartObject("diary");
        Texts(writer, "hosts", diary.Hosts);
        writer.WriteString("started", diary.Started);
        writer.WriteString("ended", diary.Ended);
        writer.Number("seconds", diary.Seconds);
        writer.WriteString("program", ReportPage.Version);
        writer.WriteEndObject();
    }

    private JsonNode? Document(string name) => System.IO.Path.Combine(_run.Path, name) is var path && File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) : null;

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts) => Columns(writer, name, texts, static (writer, text) => writer.WriteStringValue(text));

    private static void Columns<T>(Utf8JsonWriter writer, string name, IEnumerable<T> elements, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var element in elements)
        {
            write(writer, element);
        }

        writer.WriteEndArray();
    }

    private static void Node(Utf8JsonWriter writer, string name, JsonNode? node)
    {
        writer.WritePropertyName(name);
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer);
        }
    }
}
