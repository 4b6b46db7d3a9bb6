namespace Unmask;

/// <summary>What follows from a forward process. Pure functions.</summary>
public static class ProcessExtensions
{
    /// <summary>Whether a token can be masked: whether there is one more symbol than in the vocabulary, the last.</summary>
    /// <param name="process">The process.</param>
    /// <param name="shape">The shape of the data.</param>
    public static bool HasMask(this IForwardProcess process, Shape shape) => process.Symbols(shape.States) > shape.States;
}
