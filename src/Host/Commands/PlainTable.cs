using Spectre.Console;

namespace Unmask.Host.Commands;

/// <summary>A table of texts.</summary>
internal static class PlainTable
{
    /// <summary>The table.</summary>
    /// <param name="columns">The headers.</param>
    /// <param name="rows">As many texts each.</param>
    public static Table Of(IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }
}
