using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary>A table of texts: columns as wide as their widest cell; where that is too wide, the widest are narrowed and their cells wrapped.</summary>
/// <remarks>Written without a library, since compiling one takes longer than all else that <c>unmask list</c> does.</remarks>
internal sealed class PlainTable
{
    private const string Edge = " ";
    private const string Gap = "   ";
    private const int Narrowest = 12;

    private readonly string[][] _rows;

    private PlainTable(string[][] rows) => _rows = rows;

    /// <summary>The table.</summary>
    /// <param name="columns">The headers.</param>
    /// <param name="rows">As many texts each.</param>
    public static PlainTable Of(string[] columns, IEnumerable<string[]> rows) => new([columns, .. rows]);

    /// <summary>Writes the table with an empty line after it.</summary>
    public void Write(Screen screen) => Write(screen.Out, screen.Width);

    /// <summary>Writes the table with an empty line after it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="width">How wide a line may be.</param>
    public void Write(TextWriter writer, int width)
    {
        var widths = Widths(width);
        Write(writer, _rows[0], widths);
        writer.WriteLine(Edge + new string('─', widths.Sum() + (Gap.Length * (widths.Length - 1))));
        foreach (var row in _rows.Skip(1))
        {
            Write(writer, row, widths);
        }

        writer.WriteLine();
    }

    private int[] Widths(int width)
    {
        var widths = new int[_rows[0].Length];
        foreach (var row in _rows)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        for (var over = Edge.Length + widths.Sum() + (Gap.Length * (widths.Length - 1)) - width; over > 0 && widths.Max() > Narrowest; over--)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static void Write(TextWriter writer, string[] cells, int[] widths)
    {
        var wrapped = cells.Select((cell, i) => Wrap(cell, widths[i])).ToArray();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
        {
            var parts = wrapped.Select((cell, i) => (line < cell.Count ? cell[line] : "").PadRight(widths[i]));
            writer.WriteLine((Edge + string.Join(Gap, parts)).TrimEnd());
        }
    }

    /// <summary>Lines of at most <paramref name="width"/>, broken at the last space that fits, or anywhere in a longer word.</summary>
    private static List<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        while (text.Length > width)
        {
            var space = text.LastIndexOf(' ', width);
            lines.Add(space > 0 ? text[..space] : text[..width]);
            text = space > 0 ? text[(space + 1)..] : text[width..];
        }

        lines.Add(text);
        return lines;
    }
}
