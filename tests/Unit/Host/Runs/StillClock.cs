namespace Unmask.Tests.Unit.Host.Runs;

/// <summary>A clock that shows one moment, and passes time only for delays.</summary>
internal sealed class StillClock : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 4, 5, 6, TimeSpan.Zero);
}
