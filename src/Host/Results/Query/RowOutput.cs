using System.Reflection;
using DuckDB.NET.Data;

namespace Unmask.Host.Results.Query;

/// <summary>An output that goes row by row.</summary>
internal abstract class RowOutput : IQueryOutput
{
    /// <inheritdoc/>
    public Task Write(DuckDBCommand command, CancellationToken stop)
    {
        using var cancel = stop.Register(command.Cancel);
        try
        {
            using var reader = command.ExecuteReader();
            do
            {
                if (reader.FieldCount > 0)
                {
                    Write([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], Rows(reader, stop));
                }
            }
            while (reader.NextResult());
        }
        catch (DuckDBException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes the rows of one statement.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="rows">The rows, found as they are asked for; each is valid until the next.</param>
    protected abstract void Write(IReadOnlyList<string> columns, IEnumerable<object?[]> rows);

    private static IEnumerable<object?[]> Rows(DuckDBDataReader reader, CancellationToken stop)
    {
        var row = new object?[reader.FieldCount];
        var read = Enumerable.Range(0, row.Length).Select(column => Reading(reader.GetFieldType(column))).ToArray();
        while (reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : read[i](reader, i);
            }

            yield return row;
        }
    }

    /// <summary>How a column is read: the library refuses NULL in a list unless it is asked for a list of what may be null.</summary>
    private static Func<DuckDBDataReader, int, object> Reading(Type type) => WithNulls(type) is { } list && list != type
        ? typeof(RowOutput).GetMethod(nameof(As), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(list).CreateDelegate<Func<DuckDBDataReader, int, object>>()
        : (reader, column) => reader.GetValue(column);

    private static object As<T>(DuckDBDataReader reader, int column)
        where T : notnull => reader.GetFieldValue<T>(column);

    private static Type WithNulls(Type type) => !type.IsGenericType || type.GetGenericTypeDefinition() != typeof(List<>) ? type
        : typeof(List<>).MakeGenericType(type.GenericTypeArguments[0] is { IsValueType: true } element ? typeof(Nullable<>).MakeGenericType(element) : WithNulls(type.GenericTypeArguments[0]));
}
