using Apache.Arrow.Ipc;
using DuckDB.NET.Data;

namespace Unmask.Host.Results.Query;

/// <summary>An Arrow IPC stream: the schema, then batches of rows.</summary>
internal sealed class ArrowOutput(Func<Stream> output) : IQueryOutput
{
    /// <inheritdoc/>
    public async Task Write(DuckDBCommand command, CancellationToken stop)
    {
        using var cancel = stop.Register(command.Cancel);
        try
        {
            using var rows = command.ExecuteArrowStream();
            await using var stream = output();
            using var writer = new ArrowStreamWriter(stream, rows.Schema);
            await writer.WriteStartAsync(stop);
            while (await rows.ReadNextRecordBatchAsync(stop) is { } batch)
            {
                using (batch)
                {
                    await writer.WriteRecordBatchAsync(batch, stop);
                }
            }

            await writer.WriteEndAsync(stop);
        }
        catch (DuckDBException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
    }
}
