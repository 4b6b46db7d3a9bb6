namespace Unmask;

/// <summary>A data law that is a Markov chain: each token depends on the <see cref="Order"/> tokens before it.</summary>
public interface IMarkovOrder
{
    /// <summary>The order: 0 for independent tokens, <c>n − 1</c> for n-gram data.</summary>
    int Order { get; }
}
