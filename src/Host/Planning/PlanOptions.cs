namespace Unmask.Host.Planning;

/// <summary>What a plan should answer.</summary>
internal sealed record PlanOptions
{
    /// <summary>Schedules that are compared with the optimum unless others are named.</summary>
    public static readonly IReadOnlyList<string> Usual = ["balanced", "cosine"];

    /// <summary>Numbers of steps T to give sizes for; empty for those of the configuration.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [];

    /// <summary>Numbers of steps T to give errors for; empty for powers of two up to L.</summary>
    public IReadOnlyList<int> Range { get; init; } = [];

    /// <summary>The largest acceptable error, nats per sequence, or null.</summary>
    public double? Target { get; init; }

    /// <summary>Kinds of schedules to compare with the optimum.</summary>
    public IReadOnlyList<string> Schedules { get; init; } = Usual;
}
