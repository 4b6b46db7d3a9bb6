namespace Unmask.Plugins.Data.Sums;

/// <summary>What is left of a sum when tokens are given: the same law on the others.</summary>
internal sealed class GivenSum(Shape shape, int sum) : SumLaw(shape, sum);
