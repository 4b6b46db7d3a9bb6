using Unmask.Host.Runs;

namespace Unmask.Host.Results.Query;

/// <summary>A table for people, with its names repeated every thousand rows; ∞ and NaN are themselves, a dash is NULL.</summary>
internal sealed class TableOutput(Screen screen) : RowOutput
{
    private const int RowsInPart = 1000;

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var parts = 0;
        foreach (var part in rows.Select(row => Array.ConvertAll(row, Cell)).Chunk(RowsInPart))
        {
            Write(columns, part);
            parts++;
        }

        if (parts == 0)
        {
            Write(columns, []);
            screen.Out.WriteLine("(no rows)");
        }
    }

    private void Write(IReadOnlyList<string> columns, string[][] rows)
    {
        var table = new TextTable();
        for (var i = 0; i < columns.Count; i++)
        {
            table.Add(columns[i], rows.Select(row => row[i]));
        }

        table.Write(screen.Table);
    }

    private static string Cell(object? value) => value switch
    {
        null => "–",
        double number when double.IsInfinity(number) => number > 0 ? "∞" : "-∞",
        string text => text.ReplaceLineEndings("⏎"),
        _ => QueryValue.Text(value)!,
    };
}
