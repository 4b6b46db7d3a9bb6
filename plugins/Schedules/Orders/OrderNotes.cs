namespace Unmask.Plugins.Schedules;

/// <summary>What the descriptions of orders have in common.</summary>
internal static class OrderNotes
{
    /// <summary>The tie rule.</summary>
    public const string Ties = "Ties within 1e-9 go to the lowest index. ";

    /// <summary>That replay applies.</summary>
    public const string Replays = "The choice depends on revealed tokens only, so replay applies (T 1.8): kl is exact on a small law and unbiased at any length.";
}
