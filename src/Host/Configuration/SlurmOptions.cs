using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>How cells are submitted to Slurm.</summary>
/// <param name="Partition">The partition, or null for the cluster's default.</param>
/// <param name="Time">The time limit of a task as Slurm writes it, or null for the partition's.</param>
/// <param name="Extra">More options of <c>sbatch</c>, one each, such as <c>--mem=8G</c>.</param>
internal sealed record SlurmOptions(string? Partition, string? Time, IReadOnlyList<string> Extra)
{
    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionSchema> Schema { get; } =
    [
        new("partition", new OptionType(OptionKind.Text) { Nullable = true }, false, null, null, null, "the partition; default: the cluster's"),
        new("time", new OptionType(OptionKind.Text) { Nullable = true }, false, null, null, null, "the time limit of a task as Slurm writes it, such as 02:00:00 or 1-00; default: the partition's"),
        new("extra", new OptionType(OptionKind.Text) { Rank = 1, OneOrMany = true }, false, new JsonArray(), null, null, "more options of sbatch, such as --mem=8G or --gres=gpu:1"),
    ];

    /// <summary>The options as they were read; the defaults of another launcher, whose run is to go to a cluster all the same.</summary>
    public static SlurmOptions Of(LauncherConfiguration launcher) => launcher.Kind != LauncherConfiguration.Slurm ? new(null, null, []) : new(
        launcher.Options["partition"]?.GetValue<string>(),
        launcher.Options["time"]?.GetValue<string>(),
        [.. launcher.Options["extra"]!.AsArray().Select(option => option!.GetValue<string>())]);
}
