using System.Runtime.InteropServices;

namespace Unmask.Host.Runs;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation; a second one, or 5 seconds without an end, ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly CancellationTokenRegistration _asked;
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private int _code = ExitCode.Interrupted;

    /// <summary>Starts listening.</summary>
    /// <param name="stop">Counts as an interruption too.</param>
    public StopSignals(CancellationToken stop)
    {
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = Stop(ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Stop(ExitCode.Terminated))];
        _asked = stop.Register(() => Stop(ExitCode.Interrupted));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code of the process: <paramref name="code"/>, but 143 for an interruption that was a SIGTERM.</summary>
    public int Final(int code) => code == ExitCode.Interrupted ? _code : code;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _asked.Dispose();
        _stop.Dispose();
    }

    /// <returns>Whether this was the first time.</returns>
    private bool Stop(int code)
    {
        if (_stop.IsCancellationRequested)
        {
            return false;
        }

        _code = code;
        _ = Task.Delay(_patience).ContinueWith(_ => Environment.Exit(code), TaskScheduler.Default);
        _stop.Cancel();
        return true;
    }
}
