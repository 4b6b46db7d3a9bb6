using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Results;

/// <summary>
/// All values of a run in one Parquet file, a row a value, in the order of the cells: <c>results.parquet</c>. Its columns are
/// <see cref="ResultColumns"/>; what a row does not have is null, and NaN and the infinities are themselves.
/// </summary>
/// <remarks>
/// Nothing but the results decides its bytes: neither times, machines or paths, nor who measured the cells and in how many attempts.
/// Cells are read one after another, and rows are written in groups, so memory is bounded by a group and the largest cell.
/// </remarks>
internal static class ResultFile
{
    /// <summary>Its name in a run folder.</summary>
    public const string FileName = "results.parquet";

    /// <summary>Writes the results of a finished run into its folder, whole or not at all.</summary>
    /// <param name="run">A run of whose cells each has a result, if only a failure.</param>
    /// <param name="stop">Gives up; nothing is left behind.</param>
    /// <exception cref="IOException">It cannot be written, or a cell is not finished.</exception>
    public static Task Write(StoredRun run, CancellationToken stop) => AtomicFile.Write(
        Path.Combine(run.Path, FileName),
        stream => Write(stream, run.Cells, Rows(run, cell => throw new IOException($"{Place.Of(cell)} has no result, or its file is damaged.")), stop));

    /// <summary>The rows of a run, read as they are asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="missing">Is told of a cell without a result, which has no rows.</param>
    public static IEnumerable<ResultRow> Rows(StoredRun run, Action<CellPlace> missing)
    {
        var seed = run.Pipeline[Sections.Seed]!.GetValue<long>();
        foreach (var cell in run.Cells)
        {
            if (run.Read(cell) is not { } result)
            {
                missing(cell);
                continue;
            }

            foreach (var row in ResultRow.Of(cell, cell.Axes.TryGetValue(Sections.Seed, out var own) ? own.GetValue<long>() : seed, result))
            {
                yield return row;
            }
        }
    }

    /// <summary>Writes rows as a Parquet file.</summary>
    /// <param name="stream">Where to; can seek.</param>
    /// <param name="cells">All cells of the run, for the types of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task Write(Stream stream, IReadOnlyList<CellPlace> cells, IEnumerable<ResultRow> rows, CancellationToken stop)
    {
        var columns = ResultColumns.Of(cells);
        await using var file = await ParquetWriter.CreateAsync(new ParquetSchema(columns.Select(column => column.Field)), stream, Options(columns), cancellationToken: stop);
        foreach (var group in new RowGroups(columns).Of(rows.Select(Unless(stop))))
        {
            using var writer = file.CreateRowGroup();
            foreach (var column in columns)
            {
                await column.Write(writer, group, stop);
            }
        }
    }

    private static Func<ResultRow, ResultRow> Unless(CancellationToken stop) => row =>
    {
        stop.ThrowIfCancellationRequested();
        return row;
    };

    /// <remarks>
    /// Doubles go byte by byte: that is smaller, and the library gives no smallest and largest value of such a column. Those it gives of a plain
    /// column are wrong where a NaN is among the values, and readers that trust them leave rows out.
    /// </remarks>
    private static ParquetOptions Options(IEnumerable<ResultColumn> columns)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Optimal };
        foreach (var column in columns.Where(column => column.Field.ClrType == typeof(double)))
        {
            options.ColumnEncodingHints[column.Name] = EncodingHint.ByteSplitStream;
        }

        return options;
    }
}
