using System.ComponentModel;
using Unmask;

namespace Fixture;

/// <summary>Options of <see cref="Gate"/>.</summary>
/// <param name="At">A folder.</param>
/// <param name="Number">Which gate.</param>
/// <param name="Ends">Ends the process at once.</param>
public sealed record GateOptions([Description("A folder")] string At, [Description("Which gate")] int Number = 0, [Description("Ends the process at once")] bool Ends = false);

/// <summary>A metric that says that it has begun, by a line with its process in the file <c>NUMBER.begun</c>, and waits until there is a file <c>NUMBER.open</c>, or one <c>all.open</c>.</summary>
[Plugin("gate", Summary = "Waits for a file")]
public sealed class Gate(GateOptions options) : IMetric
{
    public void Check(ICell cell, Problems problems)
    {
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        if (options.Ends)
        {
            Environment.FailFast("the gate fell");
        }

        File.AppendAllText(Path.Combine(options.At, $"{options.Number}.begun"), $"{Environment.ProcessId}\n");
        while (!File.Exists(Path.Combine(options.At, $"{options.Number}.open")) && !File.Exists(Path.Combine(options.At, "all.open")))
        {
            stop.ThrowIfCancellationRequested();
            Thread.Sleep(10);
        }

        results.Add("", options.Number + 1, "gate");
    }
}
