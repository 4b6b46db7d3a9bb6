using System.CommandLine;
using DuckDB.NET.Data;
using Unmask.Host.Configuration;
using Unmask.Host.Results.Query;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask query RUN "SQL"</c>: the results of runs, asked in SQL.</summary>
internal sealed class QueryCommand : ProgramCommand
{
    private const string Question = "select metric, count(*) as values, min(value), max(value) from results group by metric";

    private const string Tables =
        """
        select table_name as "table", column_name as "column", lower(data_type) as type from duckdb_columns() where not internal
        order by list_position(['results', 'curves', 'cells', 'axes', 'samples', 'moves', 'plugins'], table_name), column_index
        """;

    private readonly Argument<string[]> _words = new("RUN… SQL")
    {
        Description = "Run folders, finished or not, and a statement of DuckDB's SQL. Without a statement the tables and their columns are shown.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _csv = new("--csv") { Description = "Write comma-separated values." };
    private readonly Option<bool> _arrow = new("--arrow") { Description = "Write an Arrow IPC stream, for pyarrow, Polars, R and others." };

    public QueryCommand()
        : base("query", "Ask for results in SQL: tables results, curves, cells, axes, samples, moves, plugins.", $"unmask query runs/potts-decay/20261124-101500 \"{Question}\"")
    {
        Arguments.Add(_words);
        Options.Add(SharedOptions.Json);
        Options.Add(_csv);
        Options.Add(_arrow);
    }

    /// <inheritdoc/>
    public override async Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var words = arguments.GetRequiredValue(_words);
        var sql = IsFolder(words[^1], context) || words.Length == 1 ? null : words[^1];
        if (string.IsNullOrWhiteSpace(sql ?? Tables))
        {
            throw new UserErrorException("SQL", "", $"there is no statement; expected one such as \"{Question}\"");
        }

        var output = Output(arguments, context);
        var runs = words.SkipLast(sql is null ? 0 : 1).Select(word => KeyValuePair.Create(word, StoredRun.Open(word, context.WorkingDirectory))).ToList();
        using var database = await RunDatabase.Open(runs, sql ?? Tables, context.Screen.Error.WriteLine, context.Stop);
        using var command = database.Command(sql ?? Tables);
        try
        {
            await output.Write(command, context.Stop);
        }
        catch (DuckDBException exception)
        {
            throw new UserErrorException("SQL", "", exception.Message);
        }

        if (sql is null && output is TableOutput)
        {
            context.Screen.Out.WriteLine($"Names with a colon stand in double quotes. For example: unmask query {words[0]} \"{Question}\"");
        }

        return ExitCode.Done;
    }

    private IQueryOutput Output(ParseResult arguments, CommandContext context)
    {
        (bool Asked, Func<IQueryOutput> Output)[] forms =
        [
            (arguments.GetValue(SharedOptions.Json), () => new JsonOutput(context.Screen.Out)),
            (arguments.GetValue(_csv), () => new CsvOutput(context.Screen.Out)),
            (arguments.GetValue(_arrow), () => new ArrowOutput(context.Screen.OpenOut)),
        ];
        var asked = forms.Where(form => form.Asked).ToList();
        return asked.Count > 1
            ? throw new UserErrorException("command line", "", "of --json, --csv and --arrow only one can be had at a time")
            : asked.Count == 0 ? new TableOutput(context.Screen) : asked[0].Output();
    }

    private static bool IsFolder(string word, CommandContext context) => word.Length > 0 && Directory.Exists(Path.GetFullPath(word, context.WorkingDirectory));
}
