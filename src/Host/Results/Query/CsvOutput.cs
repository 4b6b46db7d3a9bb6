using System.Buffers;

namespace Unmask.Host.Results.Query;

/// <summary>Comma-separated values (RFC 4180) with a first line of names; NULL is an empty field, an empty text is <c>""</c>.</summary>
internal sealed class CsvOutput(TextWriter output) : RowOutput
{
    private static readonly SearchValues<char> _special = SearchValues.Create(",\"\r\n");

    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        Line(columns);
        foreach (var row in rows)
        {
            Line(row.Select(QueryValue.Text));
        }
    }

    private void Line(IEnumerable<string?> fields)
    {
        output.Write(string.Join(',', fields.Select(Field)));
        output.Write('\n');
    }

    private static string Field(string? text) => text is null ? ""
        : text.Length == 0 || text.AsSpan().ContainsAny(_special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
