using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>How cells are measured in worker processes.</summary>
/// <param name="Workers">How many there are at a time; null for one a core.</param>
/// <param name="MemoryLimit">How much memory each may use, bytes; null for an equal share of the machine's.</param>
/// <param name="TimeLimit">How long a cell may take, from the time a worker gets it; null for any time.</param>
/// <param name="Retries">How often a cell that failed is tried again, each time in a fresh process.</param>
internal sealed record ProcessOptions(int? Workers, long? MemoryLimit, TimeSpan? TimeLimit, int Retries)
{
    /// <summary>What the runtime and the program itself need, with a little room.</summary>
    private const long LeastMemory = 128 << 20;

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionSchema> Schema { get; } =
    [
        new("workers", new OptionType(OptionKind.Integer) { Nullable = true }, false, null, 1, 1024, "how many processes at a time; default: one for each core"),
        new("memoryLimit", new OptionType(OptionKind.Bytes) { Nullable = true }, false, null, LeastMemory, null, "how much memory a process may use; default: an equal share of the machine's"),
        new("timeLimit", new OptionType(OptionKind.Number) { Nullable = true }, false, null, 0, MostSeconds, "how long a cell may take, seconds; default: any time") { MinimumIsExclusive = true },
        new("retries", new OptionType(OptionKind.Integer), false, 0L, 0, 100, "how often a cell that failed is tried again, each time in a fresh process"),
    ];

    /// <summary>The longest time that a timer takes, about 49 days.</summary>
    private const double MostSeconds = 4_000_000;

    /// <summary>The options as they were read.</summary>
    public static ProcessOptions Of(LauncherConfiguration launcher) => new(
        launcher.Options["workers"] is { } workers ? (int)workers.GetValue<long>() : null,
        launcher.Options["memoryLimit"]?.GetValue<long>(),
        launcher.Options["timeLimit"] is { } seconds ? TimeSpan.FromSeconds(seconds.GetValue<double>()) : null,
        (int)launcher.Options["retries"]!.GetValue<long>());
}
