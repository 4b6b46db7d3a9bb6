using System.Text.Json;
using Unmask.Host.Commands;
using Unmask.Host.Runs;

namespace Unmask.Host.Watching;

/// <summary>The other side of <see cref="WarmProcess"/>: gets ready, waits for a command line, executes it.</summary>
internal static class Spare
{
    /// <summary>The word on the command line that makes a process a spare one; no command, since it is of no use to people.</summary>
    public const string Word = "spare";

    private const string Smallest = """
        { "data": { "kind": "potts", "length": 4, "states": 2, "coupling": 1 }, "predictor": "exact",
          "schedule": { "kind": "balanced", "steps": 2 }, "metrics": { "kl": {}, "bounds": {} } }
        """;

    /// <summary>Runs a spare process to its end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run()
    {
        await WarmUp();
        using var input = new StreamReader(Console.OpenStandardInput());
        if (await input.ReadLineAsync() is not { } line)
        {
            return ExitCode.Done;
        }

        using var stop = new CancellationTokenSource();
        _ = StopAtEnd(input, stop);
        return await new CommandLine(Screen.Process(), CommandLine.Commands).Run(JsonSerializer.Deserialize<string[]>(line)!, stop.Token);
    }

    private static async Task StopAtEnd(StreamReader input, CancellationTokenSource stop)
    {
        while (await input.ReadLineAsync() is not null)
        {
            // Nothing is said after the first line.
        }

        await stop.CancelAsync();
    }

    /// <summary>Runs a pipeline of nothing but built-in plugins from end to end, so that all code on the way is loaded and compiled. Whatever goes wrong will go wrong again, and be said, in the real run.</summary>
    private static async Task WarmUp()
    {
        var folder = Directory.CreateTempSubdirectory("unmask-spare-").FullName;
        try
        {
            var pipeline = Path.Combine(folder, "pipeline.json");
            await File.WriteAllTextAsync(pipeline, Smallest);
            var nowhere = new Screen(TextWriter.Null, TextWriter.Null, () => Screen.Plain(TextWriter.Null), null);
            await new CommandLine(nowhere, CommandLine.Commands).Run(["run", pipeline, "--out", Path.Combine(folder, "run")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
