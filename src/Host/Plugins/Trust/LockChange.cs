namespace Unmask.Host.Plugins.Trust;

/// <summary>An assembly that is not as it was.</summary>
/// <param name="Before">As it was; null if it is new.</param>
/// <param name="After">As it is; null if it is gone.</param>
internal sealed record LockChange(LockedPlugin? Before, LockedPlugin? After)
{
    /// <inheritdoc/>
    public override string ToString() => (Before, After) switch
    {
        (null, { } added) => $"{added.Assembly} {added.Version} is new",
        ({ } removed, null) => $"{removed.Assembly} {removed.Version} is missing",
        var (before, after) => $"{after!.Assembly} is not as it was: {before!.ChangesTo(after)}",
    };
}
