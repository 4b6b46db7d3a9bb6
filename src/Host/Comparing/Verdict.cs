namespace Unmask.Host.Comparing;

/// <summary>What a comparison comes to.</summary>
internal enum Verdict
{
    /// <summary>Nothing can be said: an error is missing.</summary>
    Unknown,

    /// <summary>The same, up to rounding.</summary>
    Equal,

    /// <summary>A difference is not seen: it may be there, but is small beside its error.</summary>
    Unseen,

    /// <summary>They differ, and neither way is better.</summary>
    Differs,

    /// <summary>It is better than the reference.</summary>
    Better,

    /// <summary>It is worse than the reference.</summary>
    Worse,
}
