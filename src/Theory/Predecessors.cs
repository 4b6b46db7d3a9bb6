namespace Unmask.Theory;

/// <summary>
/// The best last step: among the starts a offered so far, the one that minimises <c>e(a) + Area(a, b)</c>, a line in b up to
/// what all starts share.
/// </summary>
/// <remarks>Starts are offered in increasing order, and asked for in increasing order of b, each b after the starts below it.</remarks>
internal abstract class Predecessors(Staircase staircase)
{
    /// <summary>The curve.</summary>
    protected Staircase Staircase { get; } = staircase;

    /// <summary>Forgets all starts.</summary>
    public abstract void Clear();

    /// <summary>Offers a start with its own cost.</summary>
    public abstract void Offer(int start, double cost);

    /// <summary>The best start for a step that ends at <paramref name="to"/>.</summary>
    public abstract int Best(int to);

    /// <summary>The structure that is exact for this curve: a queue if it never increases, a Li Chao tree for any other.</summary>
    public static Predecessors For(Staircase staircase) =>
        staircase.NonIncreasing ? new EnvelopeQueue(staircase) : new LiChaoTree(staircase);
}
