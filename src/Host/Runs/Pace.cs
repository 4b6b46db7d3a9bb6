using System.Globalization;

namespace Unmask.Host.Runs;

/// <summary>How fast cells are finished, by the clock on the wall: with several at work at once that is not the sum of their times.</summary>
/// <param name="Measured">Cells measured.</param>
/// <param name="Elapsed">The time since the first of them began.</param>
internal readonly record struct Pace(int Measured, TimeSpan Elapsed)
{
    /// <summary>Whether there is anything to tell.</summary>
    public bool Known => Measured > 0 && Elapsed > TimeSpan.Zero;

    /// <summary>The time that so many more cells take at this pace.</summary>
    public TimeSpan Left(int cells) => Elapsed / Measured * cells;

    /// <summary>Cells in a unit of time that suits, such as <c>12 cells/s</c>, <c>4.2 cells/min</c>.</summary>
    public override string ToString()
    {
        var each = Elapsed.TotalSeconds / Measured;
        var (rate, unit) = each switch
        {
            < 1 => (1 / each, "s"),
            < 60 => (60 / each, "min"),
            _ => (3600 / each, "h"),
        };
        return $"{rate.ToString(rate < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture)} cells/{unit}";
    }

    /// <summary>A duration in the largest unit that suits it, such as <c>40 s</c>, <c>12 min</c>, <c>3.5 h</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s"),
        { TotalMinutes: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };
}
