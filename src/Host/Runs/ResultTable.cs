using Spectre.Console;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>The results of a run for people: a row a cell, or a row a metric if there is one cell only, or few cells of many metrics.</summary>
/// <remarks>Cells that differ in the seed only are one row (<see cref="OverSeeds"/>). Below it: by which method each number was computed, what is not shown, notes, and failures with their reasons.</remarks>
internal sealed class ResultTable
{
    private const string Missing = "–";

    /// <summary>More metrics than this stand below each other, if there are fewer cells.</summary>
    private const int ManyMetrics = 12;

    private readonly Pipeline _pipeline;
    private readonly IReadOnlyList<CellOutcome> _outcomes;
    private readonly IReadOnlyList<CellOutcome> _rows;
    private readonly IReadOnlyList<string> _axes;
    private readonly RunOptions _options;
    private readonly string[] _metrics;
    private readonly List<string> _notes = [];

    /// <summary>Prepares the table.</summary>
    /// <param name="pipeline">The run.</param>
    /// <param name="outcomes">Its finished cells, in order.</param>
    /// <param name="options">For the commands shown with failures.</param>
    public ResultTable(Pipeline pipeline, IReadOnlyList<CellOutcome> outcomes, RunOptions options)
    {
        _pipeline = pipeline;
        _outcomes = outcomes;
        _rows = OverSeeds.Of(pipeline, outcomes);
        _axes = OverSeeds.Axes(pipeline);
        _options = options;
        var labels = pipeline.Cells.SelectMany(cell => cell.Metrics).Select(metric => metric.Label).Distinct().ToList();
        _metrics = [.. _rows.SelectMany(outcome => outcome.Values).Select(value => value.Metric).Distinct().OrderBy(metric => labels.IndexOf(MethodLegend.Label(metric)) is >= 0 and var place ? place : labels.Count)];
    }

    /// <summary>Writes the table.</summary>
    /// <param name="console">Its width decides how many columns stand beside each other.</param>
    /// <param name="folder">The run folder as the user knows it, or null to leave it out.</param>
    public void Write(IAnsiConsole console, string? folder)
    {
        _notes.Clear();
        Heading(console);
        console.WriteLine();
        if (Places == 1)
        {
            MetricRows(console);
        }
        else if (_metrics.Length > ManyMetrics && _rows.Count is > 0 and < ManyMetrics)
        {
            CellColumns(console);
        }
        else if (_rows.Count > 0)
        {
            CellRows(console);
        }

        foreach (var line in Footer(folder))
        {
            console.WriteLine(line);
        }

        foreach (var outcome in _outcomes)
        {
            if (outcome.Failure is { } failure)
            {
                console.WriteLine();
                foreach (var line in Place.Failed(_pipeline, outcome.Cell, failure, _options))
                {
                    Unbroken(console, line);
                }
            }
        }
    }

    private void Heading(IAnsiConsole console)
    {
        var failed = _outcomes.Count(outcome => outcome.Failure is not null);
        var left = _pipeline.Cells.Count - _outcomes.Count;
        console.WriteLine(
            $"{_pipeline.Name}: {Counted(_pipeline.Cells.Count, "cell")}{(_pipeline.Seeds > 1 ? $" ({Figures.Count(Places)} with {Counted(_pipeline.Seeds, "seed")} each)" : "")}{(failed > 0 ? $", {failed} failed" : "")}{(left > 0 ? $", {left} not run" : "")}",
            new Style(decoration: Decoration.Bold));
        if (Constant.Any() && Places > 1)
        {
            console.WriteLine($"In every cell: {string.Join(", ", Constant.Select(axis => $"{axis} = {Json.Plain(_pipeline.Cells[0].Axes[axis])}"))}");
        }
    }

    /// <summary>How many cells there are, their seeds aside.</summary>
    private int Places => _pipeline.Cells.Count / _pipeline.Seeds;

    private string Errors => !_rows.Any(outcome => outcome.Values.Any(value => value.Error is not null)) ? ""
        : _pipeline.Seeds == 1 ? "; ± is one standard error"
        : $"; estimates are means over {_pipeline.Seeds} seeds from {_pipeline.Seed} on, each from that many samples, and ± is one standard error over seeds, s/√{_pipeline.Seeds}";

    private IEnumerable<string> Constant => _axes.Where(axis => _pipeline.Cells.Select(cell => Json.Plain(cell.Axes[axis])).Distinct().Count() == 1);

    private void CellRows(IAnsiConsole console)
    {
        var table = new TextTable();
        var axes = _axes.Except(Constant).ToList();
        if (axes.Count == 0)
        {
            table.Key("cell", _rows.Select(outcome => $"{outcome.Cell.Index}"));
        }

        foreach (var axis in axes)
        {
            table.Key(Header(axis, ':'), _rows.Select(outcome => Json.Plain(outcome.Cell.Axes[axis])));
        }

        foreach (var metric in _metrics)
        {
            var values = _rows.Select(outcome => outcome.Find(metric)).ToList();
            var notes = values.OfType<MetricValue>().Select(value => value.Note).Distinct().ToList();
            var whole = values.OfType<MetricValue>().All(IsWhole);
            var shared = notes is [{ } note] && values.OfType<MetricValue>().Count() > 1 ? Mark(note) : "";
            table.Add(Header(metric, '.') + shared, _rows.Select((outcome, row) =>
                outcome.Failure is not null ? "failed" : values[row] is not { } value ? Missing : Cell(value, whole) + (shared.Length == 0 ? Mark(value.Note) : "")));
        }

        if (_metrics.Length == 0)
        {
            table.Add("", _rows.Select(outcome => outcome.Failure is not null ? "failed" : Missing));
        }

        table.Write(console);
    }

    private void CellColumns(IAnsiConsole console)
    {
        List<string> axes = [.. _axes.Except(Constant)];
        var table = new TextTable().Key(axes.Count == 0 ? "cell" : string.Join('\n', axes), _metrics);
        foreach (var outcome in _rows)
        {
            table.Add(
                axes.Count == 0 ? $"{outcome.Cell.Index}" : string.Join('\n', axes.Select(axis => Json.Plain(outcome.Cell.Axes[axis]))),
                _metrics.Select(metric => outcome.Failure is not null ? "failed" : outcome.Find(metric) is not { } value ? Missing : Cell(value, IsWhole(value)) + Mark(value.Note)));
        }

        table.Write(console);
    }

    private void MetricRows(IAnsiConsole console)
    {
        foreach (var outcome in _rows.Where(outcome => outcome.Failure is null))
        {
            var values = _metrics.Select(metric => outcome.Find(metric)!).ToList();
            new TextTable()
                .Key("metric", values.Select(value => value.Metric))
                .Add("value", values.Select(value => Cell(value, IsWhole(value)) + Mark(value.Note)))
                .Write(console);
        }
    }

    private IEnumerable<string> Footer(string? folder)
    {
        foreach (var line in MethodLegend.Of(_metrics, _rows, _pipeline.Seeds))
        {
            yield return line;
        }

        var lists = _rows.SelectMany(outcome => outcome.Lists).GroupBy(list => list.Metric).ToList();
        if (lists.Count > 0)
        {
            yield return $"Lists are in cells/ and in --json: {string.Join(", ", lists.Select(list => $"{list.Key} ({Range(list.Select(each => each.Count))})"))}";
        }

        for (var n = 0; n < _notes.Count; n++)
        {
            yield return $"[{Letter(n)}] {_notes[n]}";
        }

        foreach (var note in _options.Survey.Notes)
        {
            yield return note;
        }

        yield return $"In nats unless a name says bits{Errors}.";
        if (folder is not null)
        {
            yield return $"Run folder: {folder}";
        }
    }

    private static void Unbroken(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    private static bool IsWhole(MetricValue value) => value.Error is null && (!double.IsFinite(value.Value) || value.Value == Math.Round(value.Value));

    private static string Cell(MetricValue value, bool whole) => value.Error is { } error ? Figures.Of(value.Value, error) : Figures.Of(value.Value, whole);

    private string Mark(string? note)
    {
        if (note is null)
        {
            return "";
        }

        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }

        return $" [{Letter(_notes.IndexOf(note))}]";
    }

    private static string Letter(int n) => n < 26 ? $"{(char)('a' + n)}" : Letter((n / 26) - 1) + (char)('a' + (n % 26));

    private static string Header(string name, char separator) => name.IndexOf(separator, StringComparison.Ordinal) is > 0 and var at
        ? $"{name[..(separator == ':' ? at + 1 : at)]}\n{name[(separator == ':' ? at + 1 : at)..]}"
        : name;

    private static string Range(IEnumerable<int> counts) => (counts.Min(), counts.Max()) is var (low, high) && low == high
        ? Counted(low, "value") : $"{Figures.Count(low)} to {Figures.Count(high)} values";

    private static string Counted(int count, string noun) => $"{Figures.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
