using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Checking;

namespace Unmask.Host.Launching.Workers;

/// <summary>A worker process, seen from the one that started it. One caller at a time.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const string HeapLimit = "DOTNET_GCHeapHardLimit";

    /// <summary>What the program itself needs beside .NET objects.</summary>
    private const long OwnMemory = 96 << 20;

    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _memoryLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly long _memoryLimit;
    private readonly Channel<Report> _reports = Channel.CreateUnbounded<Report>();
    private readonly KeptText _errors = new();
    private readonly Task _ended;
    private TimeSpan? _gaveUp;
    private volatile bool _outgrew;

    private WorkerProcess(Process process, long memoryLimit)
    {
        _process = process;
        _memoryLimit = memoryLimit;
        _ended = Follow();
        _ = WatchMemory();
    }

    /// <summary>Starts one.</summary>
    /// <param name="assignment">What it is to work on.</param>
    /// <param name="processors">How many processors it may use.</param>
    /// <param name="memoryLimit">How much memory it may use, bytes.</param>
    public static WorkerProcess Start(Assignment assignment, int processors, long memoryLimit)
    {
        var start = OwnProgram.StartInfo([WorkerProgram.Word]);
        start.Environment["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture);
        if (!start.Environment.Keys.Any(name => name.StartsWith(HeapLimit, StringComparison.OrdinalIgnoreCase)))
        {
            // So that most plugins get an exception, which says where, before the process is ended.
            start.Environment[HeapLimit] = $"0x{Math.Max(memoryLimit / 2, memoryLimit - OwnMemory):X}";
        }

        // What is killed would leave its diagnostic sockets behind.
        start.Environment.TryAdd("DOTNET_EnableDiagnostics", "0");
        var worker = new WorkerProcess(Process.Start(start)!, memoryLimit);
        worker.Send(new Order { Assignment = assignment });
        return worker;
    }

    /// <summary>Whether no plugin's code ran in it yet.</summary>
    public bool IsFresh { get; private set; } = true;

    /// <summary>Tells it what to do; if it has ended, <see cref="Next"/> says so.</summary>
    public void Send(Order order)
    {
        IsFresh = order.Assignment is not null;
        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(order));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    /// <summary>What it tells next.</summary>
    /// <param name="limit">How long it may take; then it is killed.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <returns>What it told; null if it has ended, see <see cref="End"/>.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was asked for.</exception>
    public async Task<Report?> Next(TimeSpan? limit, CancellationToken stop)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timer.CancelAfter(limit ?? Timeout.InfiniteTimeSpan);
        try
        {
            return await _reports.Reader.ReadAsync(timer.Token);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            _gaveUp = limit;
            Kill();
            await _ended;
            return null;
        }
    }

    /// <summary>What it and its plugins printed since this was asked last.</summary>
    public string Printed() => _errors.Take();

    /// <summary>How it ended; only after it did.</summary>
    public WorkerEnd End()
    {
        var printed = _errors.Take();
        var end = new CheckEnd(_process.ExitCode, _gaveUp, printed);
        return _outgrew
            ? new WorkerEnd($"used more memory than {ByteSize.Write(_memoryLimit)} (launcher:memoryLimit) while the cell was measured, and was ended", printed, false, true)
            : new WorkerEnd(end.Words("the cell", "the cell was measured"), printed, end.IsKilled, end.RanOut);
    }

    /// <summary>Has it dispose its plugins' services and end.</summary>
    /// <returns>What could not be disposed, in words.</returns>
    public async Task<IReadOnlyList<string>> Close()
    {
        Send(new Order { End = true });
        return await Next(_patience, CancellationToken.None) is { Ended: { } problems } ? problems : [];
    }

    /// <summary>Ends it at once, with everything it started.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _ended;
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended.
        }
    }

    private async Task Follow()
    {
        var outputs = Task.WhenAll(Listen(), _errors.Follow(_process.StandardError.BaseStream));
        await _process.WaitForExitAsync(CancellationToken.None);

        // What it started and left behind may hold its outputs open for ever.
        await Task.WhenAny(outputs, Task.Delay(_lastWords, CancellationToken.None));
        _reports.Writer.TryComplete();
    }

    private async Task Listen()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                _reports.Writer.TryWrite(JsonSerializer.Deserialize<Report>(line)!);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The process was disposed of while something it left behind still held the stream.
        }
        catch (JsonException)
        {
            // It ended in the middle of a line, or something else wrote there: then it cannot be understood any more.
            Kill();
        }
    }

    /// <summary>The limit on .NET objects sees nothing of what native code takes.</summary>
    private async Task WatchMemory()
    {
        try
        {
            while (!_ended.IsCompleted)
            {
                await Task.Delay(_memoryLooks, CancellationToken.None);
                _process.Refresh();
                if (!_process.HasExited && _process.WorkingSet64 > _memoryLimit)
                {
                    _outgrew = true;
                    Kill();
                    return;
                }
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
