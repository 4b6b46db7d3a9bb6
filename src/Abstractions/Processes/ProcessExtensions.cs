namespace Unmask;

/// <summary>What follows from a forward process. Pure functions.</summary>
public static class ProcessExtensions
{
    /// <summary>Whether a token can be masked: whether there is one more symbol than in the vocabulary, the last.</summary>
    /// <param name="process">The process.</param>
    /// <param name="shape">The shape of the data.</param>
    public static bool HasMask(this IForwardProcess process, Shape shape) => process.Symbols(shape.States) > shape.States;

    /// <summary>
    /// Whether a token is forgotten at unit rate and drawn anew from the prior, <c>Q = 1πᵀ − I</c>: the process says so (<see cref="IRedraws"/>, and no matrix
    /// is made then), or its generator is that to 1e-15.
    /// </summary>
    /// <param name="process">The process.</param>
    /// <param name="states">Vocabulary size S.</param>
    public static bool Redraws(this IForwardProcess process, int states)
    {
        if (process.Find<IRedraws>() is not null)
        {
            return true;
        }

        var n = process.Symbols(states);
        var (generator, prior) = (new double[n * n], new double[n]);
        process.Generator(states, generator);
        process.Prior(states, prior);
        for (var k = 0; k < generator.Length; k++)
        {
            if (!(Math.Abs(generator[k] - (prior[k % n] - (k / n == k % n ? 1 : 0))) < 1e-15))
            {
                return false;
            }
        }

        return true;
    }
}
