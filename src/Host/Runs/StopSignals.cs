using System.Runtime.InteropServices;

namespace Unmask.Host.Runs;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation; a second one ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly CancellationTokenRegistration _asked;
    private int _code = ExitCode.Interrupted;

    /// <summary>Starts listening.</summary>
    /// <param name="stop">Counts as an interruption too.</param>
    public StopSignals(CancellationToken stop)
    {
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated))];
        _asked = stop.Register(_stop.Cancel);
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

    private void Stop(PosixSignalContext context, int code)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        context.Cancel = true;
        _code = code;
        _stop.Cancel();
    }
}
