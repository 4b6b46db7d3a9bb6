using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Unmask.Tests.Integration;

/// <summary>A program that goes on: <c>unmask watch</c>, as a user watches it.</summary>
internal sealed class WatchedProgram : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private int _read;

    public WatchedProgram(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(UnmaskProgram.Published, "unmask.dll"), "watch", .. arguments, "--json"])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything on standard error so far.</summary>
    public string Error => Text(_error);

    /// <summary>The value of the next result.</summary>
    public async Task<string> Next()
    {
        await Until(() => Lines().Count > _read, "no result came");
        return Lines()[_read++]["value"]!.GetValue<double>().ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until standard error says something often enough.</summary>
    public Task Says(string text, int times = 1) => Until(() => Error.Split(text).Length > times, $"it does not say '{text}'");

    /// <summary>The processes it started, by their ids.</summary>
    public IReadOnlyList<int> Children() =>
        [.. UnmaskProgram.Start("ps", "/", ["-A", "-o", "pid=,ppid="]).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray())
            .Where(ids => ids[1] == Id).Select(ids => ids[0])];

    /// <summary>Sends it a signal and waits for its end.</summary>
    public async Task<int> Signal(string signal)
    {
        Assert.Equal(0, UnmaskProgram.Start("kill", "/", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]).ExitCode);
        await Until(() => _process.HasExited, $"it goes on after SIG{signal}");
        return _process.ExitCode;
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

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private List<JsonNode> Lines() => [.. Text(_output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Where(line => line["metric"]?.GetValue<string>() == "kl" && line["index"] is null)];

    private async Task Until(Func<bool> condition, string otherwise)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, $"{otherwise}; it said:\n{Text(_output)}\n{Error}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
