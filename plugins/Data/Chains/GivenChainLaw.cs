namespace Unmask.Plugins.Data.Chains;

/// <summary>A chain on the free tokens of another one, whose other tokens are given (<see cref="GivenChain"/>).</summary>
internal sealed class GivenChainLaw(Chain chain) : ChainLaw(chain.Shape, () => chain);
