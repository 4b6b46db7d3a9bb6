namespace Unmask.Host.Configuration;

/// <summary>The sections of a configuration.</summary>
internal static class Sections
{
    public const string Name = "name";
    public const string Seed = "seed";
    public const string Seeds = "seeds";
    public const string Data = "data";
    public const string Noise = "noise";
    public const string Schedule = "schedule";
    public const string Sampler = "sampler";
    public const string Metrics = "metrics";
    public const string Sweep = "sweep";
    public const string Fits = "fits";
    public const string Launcher = "launcher";
    public const string Extends = "extends";
    public const string Schema = "$schema";

    /// <summary>The separator of a key path, as in <c>schedule:steps</c>.</summary>
    public const char Separator = ':';

    /// <summary>Sections that hold one component each, in the order they are written into a resolved configuration.</summary>
    public static IReadOnlyList<string> Components { get; } = [Data, "process", Noise, Schedule, "predictor", "score", Sampler];

    /// <summary>Sections that are read in every version.</summary>
    public static IReadOnlyList<string> Others { get; } = [Name, Seed, Seeds, Metrics, Sweep, Fits, Launcher, Extends, Schema];

    /// <summary>Sections that later versions read.</summary>
    public static IReadOnlyList<string> Later { get; } = ["observables"];

    /// <summary>Every section of this version or a later one.</summary>
    public static IEnumerable<string> All => [.. Components, .. Others, .. Later];

    /// <summary>The kind that a component has if none is written, or null if it must be written.</summary>
    /// <param name="path">Its path: <c>/process</c>, <c>/sampler</c>, <c>/metrics/LABEL</c>.</param>
    public static string? DefaultKind(string path) => path switch
    {
        "/process" => "masked",
        "/sampler" => "ancestral",
        _ when path.StartsWith("/metrics/", StringComparison.Ordinal) && path.IndexOf('/', "/metrics/".Length) < 0 => path["/metrics/".Length..],
        _ => null,
    };

    /// <summary>What messages call a component of a section.</summary>
    public static string Noun(string section) => section switch
    {
        Metrics => "metric",
        Data => "data law",
        _ => section,
    };

    /// <summary>The section that a word on the command line means: <c>metric</c> is <c>metrics</c>.</summary>
    public static string Named(string word) => word == "metric" ? Metrics : word;

    /// <summary>True for the paths of maps, whose members have names of the user's choice, or are positions.</summary>
    public static bool IsMap(string path) => path is "" or "/metrics" or "/sweep" or "/fits" or "/data/given";
}
