using System.Data;
using DuckDB.NET.Data;

namespace Unmask.Tests.Unit.Host.Results;

/// <summary>DuckDB's own reader of Parquet: an implementation that shares no code with the writer.</summary>
internal static class Duck
{
    /// <summary>The rows of a query; null for NULL.</summary>
    public static List<object?[]> Rows(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column))]);
        }

        return rows;
    }
}
