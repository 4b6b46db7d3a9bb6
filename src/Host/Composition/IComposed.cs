namespace Unmask.Host.Composition;

/// <summary>A cell as the store of what was derived sees it.</summary>
internal interface IComposed : ICell
{
    /// <summary>What a derivation can look at: a section's component, <c>shape</c>, <c>seed</c>, <c>samples</c>, <c>metrics</c>.</summary>
    object Look(string what);
}
