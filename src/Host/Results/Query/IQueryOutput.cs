using DuckDB.NET.Data;

namespace Unmask.Host.Results.Query;

/// <summary>A form in which the rows of a statement are written; as they come, however many there are.</summary>
internal interface IQueryOutput
{
    /// <summary>Executes a command and writes what it gives.</summary>
    /// <exception cref="DuckDBException">The statement is wrong.</exception>
    Task Write(DuckDBCommand command, CancellationToken stop);
}
