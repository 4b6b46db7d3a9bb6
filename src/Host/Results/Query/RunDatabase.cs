using DuckDB.NET.Data;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Results.Query;

/// <summary>Runs as tables of a database in memory: <c>results</c>, <c>curves</c>, <c>cells</c>, <c>axes</c>, <c>samples</c>, <c>moves</c>, <c>plugins</c>.</summary>
/// <remarks>
/// <para>Values stay in Parquet and are read as a statement needs them: copies in a temporary folder, so that no statement can reach the run itself.</para>
/// <para>Once the tables are there the database opens no other file, loads no extension and keeps its settings: a statement can do what it likes in memory.</para>
/// <para>With several runs every table has a column <c>run</c> in front. Not thread-safe.</para>
/// </remarks>
internal sealed class RunDatabase : IDisposable
{
    private readonly DirectoryInfo _copies = Directory.CreateTempSubdirectory("unmask-query-");
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    private RunDatabase()
    {
    }

    /// <summary>Opens runs.</summary>
    /// <param name="runs">The runs with their names; at least one.</param>
    /// <param name="sql">What will be asked: kept sequences are looked for in the cells' files only if it names their tables.</param>
    /// <param name="say">Is told of runs that are not finished.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="UserErrorException">A run cannot be read, or there is no DuckDB for this system.</exception>
    public static async Task<RunDatabase> Open(IReadOnlyList<KeyValuePair<string, StoredRun>> runs, string sql, Action<string> say, CancellationToken stop)
    {
        var database = new RunDatabase();
        try
        {
            database.Connect();
            var files = new List<string>();
            foreach (var (name, run) in runs)
            {
                files.Add(await database.Copy(run, name, say, stop));
            }

            database.Execute($"SET temp_directory = {Text(database._copies.FullName)}; SET allowed_paths = [{string.Join(", ", files.Select(Text))}]");
            var many = runs.Count > 1;
            database.Execute("CREATE VIEW results AS " + string.Join(" UNION ALL BY NAME ", files.Select((file, i) => $"SELECT {(many ? $"{Text(runs[i].Key)} AS run, " : "")}* FROM read_parquet({Text(file)})")));
            database.Execute("CREATE VIEW curves AS SELECT * EXCLUDE (failure_plugin, failure_message) FROM results WHERE index IS NOT NULL");
            foreach (var table in RunTable.All)
            {
                table.Create(database._connection, runs, sql);
            }

            database.Execute("SET enable_external_access = false; SET lock_configuration = true");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A statement on the tables; its rows are found as they are read.</summary>
    public DuckDBCommand Command(string sql) => new(sql, _connection) { UseStreamingMode = true };

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _copies.Delete(recursive: true);
    }

    private void Connect()
    {
        try
        {
            _connection.Open();
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw new UserErrorException("query", "", $"There is no DuckDB library for this system beside the program: {exception.Message} The results can be read without it: see docs/reading-results.md.");
        }
    }

    /// <summary>The results in a file of the database's own: a copy, or written from the cells where there is none, or one that is damaged.</summary>
    private async Task<string> Copy(StoredRun run, string name, Action<string> say, CancellationToken stop)
    {
        var copy = Path.Combine(_copies.FullName, $"{_copies.GetFiles().Length}.parquet");
        var file = Path.Combine(run.Path, ResultFile.FileName);
        if (File.Exists(file))
        {
            File.Copy(file, copy);
            if (IsParquet(copy))
            {
                return copy;
            }

            say($"{name}: {ResultFile.FileName} is damaged; the cells are read instead. To have it written again, run the same with --out {name}");
        }

        var missing = 0;
        await using (var stream = File.Create(copy))
        {
            await ResultFile.Write(stream, run.Cells, ResultFile.Rows(run, _ => missing++), stop);
        }

        if (missing > 0)
        {
            say($"{name}: {run.Cells.Count - missing} of {run.Cells.Count} cells are finished; the tables hold those.");
        }

        return copy;
    }

    private bool IsParquet(string file)
    {
        try
        {
            Execute($"SELECT * FROM read_parquet({Text(file)}) LIMIT 0");
            return true;
        }
        catch (DuckDBException)
        {
            return false;
        }
    }

    private void Execute(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
