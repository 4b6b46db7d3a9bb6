using System.Text.RegularExpressions;
using Spectre.Console;

namespace Unmask.Host.Runs;

/// <summary>A table for people whose columns are never cut: what does not fit beside each other is continued in a second table below.</summary>
/// <remarks>Numbers are aligned at the decimal point and at ±.</remarks>
internal sealed partial class TextTable
{
    private const string Gap = "   ";
    private const string Edge = " ";

    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Dim = new(foreground: Color.Grey);

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

    /// <summary>Writes the table in as many parts as the console's width needs, each with an empty line after it.</summary>
    public void Write(IAnsiConsole console)
    {
        var room = console.Profile.Width - Edge.Length - _keys.Sum(key => key.Width + Gap.Length);
        var part = new List<Entry>();
        foreach (var column in _columns)
        {
            if (part.Count > 0 && part.Sum(each => each.Width + Gap.Length) + column.Width > room)
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
        var headings = columns.Max(column => column.Header.Length);
        for (var line = headings; line > 0; line--)
        {
            Line(console, columns.Select(column => column.Padded(line <= column.Header.Length ? column.Header[^line] : "")), Gap, Bold);
        }

        Line(console, columns.Select(column => new string('─', column.Width)), new string('─', Gap.Length), Dim);
        for (var row = 0; row < columns[0].Cells.Count; row++)
        {
            Line(console, columns.Select(column => column.Padded(column.Cells[row])), Gap, Style.Plain);
        }

        console.WriteLine();
    }

    private static void Line(IAnsiConsole console, IEnumerable<string> cells, string gap, Style style) =>
        console.WriteLine((Edge + string.Join(gap, cells)).TrimEnd(), style);

    /// <summary>A column with its cells brought to one width.</summary>
    private sealed class Entry
    {
        private readonly bool _numeric;

        public Entry(string header, IReadOnlyList<string> cells)
        {
            var parts = cells.Select(cell => Number().Match(cell)).ToArray();
            Header = header.Split('\n');
            _numeric = cells.Count > 0 && parts.All(part => part.Success) && parts.Any(part => part.Groups[1].Value.Any(char.IsAsciiDigit));
            var widest = Enumerable.Range(0, 5).Select(group => parts.Max(part => (int?)part.Groups[group].Length) ?? 0).ToArray();
            Cells = _numeric
                ? [.. parts.Select(part => part.Groups[1].Value.PadLeft(widest[1]) + part.Groups[2].Value.PadRight(widest[2]) + part.Groups[3].Value.PadRight(widest[3]) + part.Groups[4].Value.PadRight(widest[4]))]
                : cells;
            Width = Cells.Concat(Header).Max(text => text.Length);
        }

        public string[] Header { get; }

        public IReadOnlyList<string> Cells { get; }

        public int Width { get; }

        public string Padded(string text) => _numeric ? text.PadLeft(Width) : text.PadRight(Width);
    }

    [GeneratedRegex(@"^(-?\d+|-?∞|NaN|–|failed)((?:\.\d+)?(?:e[+-]\d+)?)((?: ± \S+)?)((?: \[\w+\])?)$")]
    private static partial Regex Number();
}
