using System.Diagnostics;
using System.Text.Json;
using Unmask.Host.Plugins.Checking;

namespace Unmask.Host.Watching;

/// <summary>A process of this program that is started ahead, executes one command line when it gets it, and ends.</summary>
/// <remarks>It shares the outputs of this process. Its input stays open until it is to stop: it ends when this process does, however that ends.</remarks>
internal sealed class WarmProcess : IAsyncDisposable
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(3);

    private readonly Process _process;

    private WarmProcess(Process process) => _process = process;

    /// <summary>Starts one.</summary>
    public static WarmProcess Start()
    {
        var start = OwnProgram.StartInfo([Spare.Word]);
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        return new WarmProcess(Process.Start(start)!);
    }

    /// <summary>Hands it its command line.</summary>
    /// <returns>Whether it took it; if not, it has ended.</returns>
    public bool TryRun(IReadOnlyList<string> tokens)
    {
        if (_process.HasExited)
        {
            return false;
        }

        try
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(tokens));
            _process.StandardInput.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Exit()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop, and makes it stop if it does not within a few seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }

        using var patience = new CancellationTokenSource(_grace);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
