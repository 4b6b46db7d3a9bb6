namespace Unmask.Plugins.Metrics;

/// <summary>Says, beside another sampler's law, that a number is of the reverse process without steps.</summary>
internal static class ReverseLawNote
{
    /// <summary>The note, or null where what is generated is that law, or nothing is.</summary>
    public static string? Of(ICell cell) => cell.Find<ISampler>() is not { } sampler || sampler.Find<ILawSource>() is { Stop: 0 }
        ? null
        : "of the reverse process at t = 0, without steps: not of what this sampler generates";

    /// <summary>Another note and this one.</summary>
    public static string? Beside(string? note, ICell cell) => (note, Of(cell)) is ({ } some, { } own) ? $"{some}; {own}" : note ?? Of(cell);
}
