using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Where the cells of a run are measured: changes no number, so it counts neither for their ids nor for whether two runs are the same.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Options">Every option of it, defaults filled in.</param>
internal sealed record LauncherConfiguration(string Kind, JsonObject Options)
{
    /// <summary>In the process of the run itself.</summary>
    public const string InProcess = "in-process";

    /// <summary>In worker processes on this machine.</summary>
    public const string Processes = "processes";

    /// <summary>As tasks of a Slurm cluster.</summary>
    public const string Slurm = "slurm";

    /// <summary>The default.</summary>
    public static LauncherConfiguration Default { get; } = new(InProcess, []);

    /// <summary>What there is, and the options of each.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<OptionSchema>> Kinds { get; } = new OrderedDictionary<string, IReadOnlyList<OptionSchema>>
    {
        [InProcess] = [],
        [Processes] = ProcessOptions.Schema,
        [Slurm] = SlurmOptions.Schema,
    };

    /// <summary>As a configuration.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { [SourceNode.Kind] = Kind };
        foreach (var (name, value) in Options)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
