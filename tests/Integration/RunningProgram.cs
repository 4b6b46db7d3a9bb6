using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Unmask.Tests.Integration;

/// <summary>An <c>unmask run</c> that goes on, to be interrupted.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _error = new();

    public RunningProgram(string folder, params IEnumerable<string> arguments)
        : this(folder, new Dictionary<string, string?>(), arguments)
    {
    }

    public RunningProgram(string folder, IReadOnlyDictionary<string, string?> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "run", .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything on standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>The processes it started that are still there.</summary>
    public IReadOnlyList<int> Children() => [.. Processes().Where(process => process.Parent == _process.Id).Select(process => process.Id)];

    /// <summary>Waits for its end.</summary>
    public async Task<Outcome> End()
    {
        using var patience = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(patience.Token);
        return new Outcome(_process.ExitCode, await _output, Error);
    }

    /// <summary>Sends it a signal.</summary>
    public void Signal(string signal) => Signal(_process.Id, signal);

    /// <summary>Sends any process a signal; one that has ended is none.</summary>
    public static void Signal(int process, string signal) => UnmaskProgram.Start("kill", "/", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits until none of these processes is there.</summary>
    public static Task Gone(IReadOnlyCollection<int> processes) => Until(() => !Processes().Any(process => processes.Contains(process.Id)), "processes were left behind");

    /// <summary>Waits for something that will come.</summary>
    public static async Task Until(Func<bool> condition, string otherwise)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, otherwise);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static IEnumerable<(int Id, int Parent)> Processes() =>
        UnmaskProgram.Start("ps", "/", ["-A", "-o", "pid=,ppid=,stat="]).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => !words[2].StartsWith('Z'))
            .Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture)));
}
