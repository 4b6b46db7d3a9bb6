using Unmask.Host.Runs;

namespace Unmask.Host.Results.Query;

/// <summary>JSON lines: an object a row.</summary>
internal sealed class JsonOutput(TextWriter output) : RowOutput
{
    /// <inheritdoc/>
    protected override void Write(IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            output.Write(Json.Object(writer =>
            {
                for (var i = 0; i < row.Length; i++)
                {
                    writer.WritePropertyName(columns[i]);
                    QueryValue.Write(writer, row[i]);
                }
            }));
            output.Write('\n');
        }
    }
}
