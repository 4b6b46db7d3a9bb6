using System.Text.RegularExpressions;
using Spectre.Console;

namespace Unmask.Host.Runs;

/// <summary>A table for people whose columns are never cut: what does not fit beside each other is continued in a second table below.</summary>
/// <remarks>Numbers are aligned at the decimal point and at ±.</remarks>
internal sealed partial class TextTable
{
    private const int Gap = 2;
    private const int Edges = 2;

    private readonly List<Entry> _keys = [];
    private readonly List<Entry> _columns = [];

    /// <summary>Adds a column that is repeated at the left of every part.</summary>
    public TextTable Key(string header, IEnumerable<string> cells)
    {
        _keys.Add(new Entry(header, [.. cells]));
        return this;
    }

    /// <summary>Adds a column.</summary>
    /// <param name="header">Its header; may have two lines.</param>
    /// <param name="cells">One text a row.</param>
    public TextTable Add(string header, IEnumerable<string> cells)
    {
        _columns.Add(new Entry(header, [.. cells]));
        return this;
    }

    /// <summary>Writes the table in as many parts as the console's width needs.</summary>
    public void Write(IAnsiConsole console)
    {
        var room = console.Profile.Width - Edges - _keys.Sum(key => key.Width + Gap);
        var part = new List<Entry>();
        foreach (var column in _columns)
        {
            if (part.Count > 0 && part.Sum(each => each.Width + Gap) + column.Width > room)
            {
                Write(console, part);
                part.Clear();
            }

            part.Add(column);
        }

        Write(console, part);
    }

    private void Write(IAnsiConsole console, IEnumerable<Entry> part)
    {
        Entry[] columns = [.. _keys, .. part];
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        var lines = columns.Max(column => column.Header.Split('\n').Length);
        foreach (var column in columns)
        {
            var above = string.Concat(Enumerable.Repeat("\n", lines - column.Header.Split('\n').Length));
            table.AddColumn(new TableColumn(new Text(above + column.Header, new Style(decoration: Decoration.Bold)))
            {
                NoWrap = true,
                Alignment = column.Numeric ? Justify.Right : Justify.Left,
                Padding = new Padding(0, 0, column == columns[^1] ? 0 : Gap, 0),
            });
        }

        for (var row = 0; row < columns[0].Cells.Count; row++)
        {
            table.AddRow(columns.Select(column => new Text(column.Cells[row])));
        }

        console.Write(table);
    }

    /// <summary>A column with its cells brought to one width.</summary>
    private sealed class Entry
    {
        public Entry(string header, IReadOnlyList<string> cells)
        {
            var parts = cells.Select(cell => Number().Match(cell)).ToArray();
            Header = header;
            Numeric = cells.Count > 0 && parts.All(part => part.Success) && parts.Any(part => part.Groups[1].Value.Any(char.IsAsciiDigit));
            int Widest(int group) => parts.Max(part => part.Groups[group].Length);
            Cells = Numeric
                ? [.. parts.Select(part => part.Groups[1].Value.PadLeft(Widest(1)) + part.Groups[2].Value.PadRight(Widest(2)) + part.Groups[3].Value.PadRight(Widest(3)) + part.Groups[4].Value.PadRight(Widest(4)))]
                : cells;
            Width = Cells.Concat(header.Split('\n')).Max(text => text.Length);
        }

        public string Header { get; }

        public bool Numeric { get; }

        public IReadOnlyList<string> Cells { get; }

        public int Width { get; }
    }

    [GeneratedRegex(@"^(-?\d+|-?∞|NaN|–|failed)((?:\.\d+)?(?:e[+-]\d+)?)((?: ± \S+)?)((?: \[\w+\])?)$")]
    private static partial Regex Number();
}
