using Parquet;
using Parquet.Schema;

namespace Unmask.Host.Results;

/// <summary>One column of the results: its name, its type, and what it holds of a row.</summary>
internal abstract class ResultColumn
{
    private ResultColumn(DataField field) => Field = field;

    /// <summary>Its name and type in Parquet; optional if a row may have none.</summary>
    public DataField Field { get; }

    /// <summary>Its name.</summary>
    public string Name => Field.Name;

    /// <summary>A column of numbers or truth values that every row has.</summary>
    public static ResultColumn Of<T>(string name, Func<ResultRow, T> value)
        where T : struct => new Required<T>(name, value);

    /// <summary>A column of numbers that a row may not have.</summary>
    public static ResultColumn OfOptional<T>(string name, Func<ResultRow, T?> value)
        where T : struct => new Optional<T>(name, value);

    /// <summary>A column of texts that every row has.</summary>
    public static ResultColumn OfText(string name, Func<ResultRow, string> value) => new Texts(name, value, optional: false);

    /// <summary>A column of texts that a row may not have.</summary>
    public static ResultColumn OfOptionalText(string name, Func<ResultRow, string?> value) => new Texts(name, value, optional: true);

    /// <summary>What it holds of a row, if that is a text.</summary>
    public virtual string? Text(ResultRow row) => null;

    /// <summary>Writes its part of some rows.</summary>
    public abstract Task Write(ParquetRowGroupWriter group, IReadOnlyList<ResultRow> rows, CancellationToken stop);

    private sealed class Required<T>(string name, Func<ResultRow, T> value) : ResultColumn(new DataField<T>(name, nullable: false))
        where T : struct
    {
        public override Task Write(ParquetRowGroupWriter group, IReadOnlyList<ResultRow> rows, CancellationToken stop) =>
            group.WriteAsync<T>(Field, rows.Select(value).ToArray(), null, null, stop);
    }

    private sealed class Optional<T>(string name, Func<ResultRow, T?> value) : ResultColumn(new DataField<T>(name, nullable: true))
        where T : struct
    {
        public override Task Write(ParquetRowGroupWriter group, IReadOnlyList<ResultRow> rows, CancellationToken stop) =>
            group.WriteAsync<T>(Field, rows.Select(value).ToArray(), null, null, stop);
    }

    private sealed class Texts(string name, Func<ResultRow, string?> value, bool optional) : ResultColumn(new DataField<string>(name, optional))
    {
        public override string? Text(ResultRow row) => value(row);

        public override Task Write(ParquetRowGroupWriter group, IReadOnlyList<ResultRow> rows, CancellationToken stop) =>
            group.WriteAsync(Field, rows.Select(value).ToArray()!, null);
    }
}
