using Unmask.Tests.Testing.Suites;

namespace Unmask.Tests.Testing;

/// <summary>A suite over a plugin that breaks one sentence.</summary>
/// <param name="Suite">The suite's own type.</param>
/// <param name="Test">The test that has to catch it.</param>
/// <param name="What">What the plugin does wrong.</param>
/// <param name="Says">What the failure has to say.</param>
/// <param name="Create">Makes the suite.</param>
internal sealed record BrokenCase(Type Suite, string Test, string What, string Says, Func<object> Create)
{
    public string Title => $"{Suite.Name}.{Test}: {What}";
}

/// <summary>A suite over a plugin that keeps its contract.</summary>
internal sealed record CorrectCase(Type Suite, string What, Func<object> Create)
{
    public string Title => $"{Suite.BaseType!.Name}: {What}";
}

/// <summary>All of them.</summary>
internal static class Cases
{
    public static IReadOnlyList<BrokenCase> Broken { get; } = [.. SamplingSuites.Broken, .. PredictorSuites.Broken, .. ScoreSuites.Broken, .. DataSuites.Broken, .. ProcessSuites.Broken, .. NoiseSuites.Broken, .. GridSuites.Broken, .. MetricSuites.Broken, .. KernelSuites.Broken];

    public static IReadOnlyList<CorrectCase> Correct { get; } = [.. SamplingSuites.Correct, .. PredictorSuites.Correct, .. ScoreSuites.Correct, .. DataSuites.Correct, .. ProcessSuites.Correct, .. NoiseSuites.Correct, .. GridSuites.Correct, .. MetricSuites.Correct, .. KernelSuites.Correct];
}
