namespace Unmask.Plugins.Metrics;

/// <summary>Whether sequences can be generated.</summary>
internal static class Sampling
{
    /// <summary>What generates: a schedule with a predictor, or a sampler of another kind; costs nothing, or the section that is missing.</summary>
    public static Feasibility Needs(ICell cell) =>
        cell.Find<ISchedule>() is null
            ? cell.Find<ISampler>() is null
                ? Feasibility.No("it needs a schedule: add \"schedule\": { \"kind\": \"balanced\", \"steps\": … }")
                : Feasibility.Costs(0)
            : cell.Find<IMaskPredictor>() is null
                ? Feasibility.No("it needs a predictor: add \"predictor\": \"exact\"")
                : Feasibility.Costs(0);

    /// <summary>For estimates: the number of tokens as the cost, or the section that is missing.</summary>
    public static Feasibility Check(ICell cell) =>
        Needs(cell) + (cell.Find<ISampler>() is not null
            ? Feasibility.Costs((double)cell.Samples * cell.Shape.Length)
            : Feasibility.No("an estimate from generated sequences needs a sampler: add \"sampler\": \"ancestral\""));

    /// <summary>Why a value can be had neither from the enumerated laws nor from samples, without a full stop.</summary>
    public static string Neither(string law, string samples) => $"by law: {law.TrimEnd('.')}; from samples: {samples.TrimEnd('.')}";
}
