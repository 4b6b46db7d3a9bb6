namespace Unmask;

/// <summary>A data law that stays in closed form when tokens are given: a chain does, a table does.</summary>
/// <remarks>
/// For a law without this capability the host conditions by its <see cref="IConditionalLaw"/>; then only small laws keep an
/// information curve, by enumeration. By the same conditionals the host knows that given tokens are possible; a law that has none throws
/// if they are not, with a message for the user.
/// </remarks>
public interface IConditionable
{
    /// <summary>The law of the masked positions, in their order, given the revealed tokens: <c>p(X_{Wᶜ} = · | x∘W)</c>.</summary>
    /// <param name="tokens">The given tokens, 0…S−1, and the mask S where the position is free; shape [L]. At least one is given and
    /// at least one is free, and the given ones have a positive probability together.</param>
    /// <returns>A law of as many tokens as there are masks, over the same symbols; null if it has no closed form of a reasonable size.</returns>
    IDataDistribution? Given(ReadOnlySpan<int> tokens);
}
