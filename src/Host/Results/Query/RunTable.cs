using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Unmask.Host.Runs;

namespace Unmask.Host.Results.Query;

/// <summary>A table that is made of a run's other files: small ones, so they are kept in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns with their types in SQL.</param>
/// <param name="Rows">Its rows of a run; a value for each column.</param>
internal sealed record RunTable(string Name, string Columns, Func<StoredRun, IEnumerable<object?[]>> Rows)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RunTable> All { get; } =
    [
        new("cells", "cell BIGINT, id VARCHAR, length BIGINT", run => run.Cells.Select(cell => new object?[] { (long)cell.Index, cell.Id, (long?)run.Survey.Length(cell.Index) })),
        new("axes", "cell BIGINT, axis VARCHAR, value VARCHAR, number DOUBLE", run => run.Cells.SelectMany(cell => cell.Axes.Select(axis => new object?[]
        {
            (long)cell.Index, axis.Key, Json.Plain(axis.Value),
            axis.Value.GetValueKind() == JsonValueKind.Number ? double.Parse(axis.Value.ToJsonString(), CultureInfo.InvariantCulture) : null,
        }))),
        new("plugins", "assembly VARCHAR, version VARCHAR, sha256 VARCHAR, content VARCHAR, path VARCHAR",
            run => run.Plugins.Select(plugin => new[] { "assembly", "version", "sha256", "content", "path" }.Select(key => (object?)plugin![key]?.GetValue<string>()).ToArray())),
        new("samples", "cell BIGINT, sample BIGINT, tokens INTEGER[], text VARCHAR", run => Draws(run).Select(each => new object?[] { each.Cell, each.Draw.Sample, each.Draw.Tokens, each.Draw.Text })) { OnDemand = true },
        new("moves", "cell BIGINT, sample BIGINT, move BIGINT, step BIGINT, position BIGINT, symbol BIGINT, entropy DOUBLE, text VARCHAR", run => Draws(run).SelectMany(each => each.Draw.Moves.Select((move, number) => new object?[]
        {
            each.Cell, each.Draw.Sample, (long)number, (long)move.Step, (long)move.Position, (long)move.Symbol, move.Entropy, each.Draw.Alphabet.GetValueOrDefault(move.Symbol),
        }))) { OnDemand = true },
    ];

    /// <summary>Whether its rows take reading all cells, and so are looked for only where a statement names the table.</summary>
    private bool OnDemand { get; init; }

    /// <summary>Makes the table.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="runs">The runs with their names; with several, the names are a first column.</param>
    /// <param name="sql">What will be asked.</param>
    public void Create(DuckDBConnection connection, IReadOnlyList<KeyValuePair<string, StoredRun>> runs, string sql)
    {
        var many = runs.Count > 1;
        using var create = new DuckDBCommand($"CREATE TABLE {Name} ({(many ? "run VARCHAR, " : "")}{Columns})", connection);
        create.ExecuteNonQuery();
        if (OnDemand && !sql.Contains(Name, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        using var appender = connection.CreateAppender(Name);
        foreach (var (name, run) in runs)
        {
            foreach (var values in Rows(run))
            {
                var row = appender.CreateRow();
                foreach (var value in many ? values.Prepend(name) : values)
                {
                    Append(row, value);
                }

                row.EndRow();
            }
        }
    }

    private static IEnumerable<(long Cell, Draw Draw)> Draws(StoredRun run) =>
        run.Cells.SelectMany(cell => run.Read(cell)?.Draws.Select(draw => ((long)cell.Index, draw)) ?? []);

    private static void Append(IDuckDBAppenderRow row, object? value) => _ = value switch
    {
        null => row.AppendNullValue(),
        long number => row.AppendValue(number),
        double number => row.AppendValue(number),
        string text => row.AppendValue(text),
        IReadOnlyList<int> tokens => row.AppendValue(tokens),
        _ => throw new ArgumentException($"A table has no column for a {value.GetType()}.", nameof(value)),
    };
}
