using Unmask.Numerics;

namespace Unmask;

/// <summary>A law on sequences, <c>p_data</c>: what is to be generated.</summary>
/// <remarks>
/// <para>Capabilities, by <see cref="ICapable.Find{T}"/>: <see cref="IJointLaw"/>, <see cref="IWindowLaw"/>,
/// <see cref="IConditionalLaw"/>, <see cref="IInformationCurve"/>, <see cref="IMappedCurve"/>, <see cref="IMarkovOrder"/>,
/// <see cref="IConditionable"/>, <see cref="ITokenizer"/>.</para>
/// <para>Thread safety: one instance serves many threads.</para>
/// </remarks>
[Section("data")]
public interface IDataDistribution : ICapable
{
    /// <summary>Length and vocabulary of a sequence.</summary>
    Shape Shape { get; }

    /// <summary>Draws one sequence <c>x ~ p_data</c>; the same stream gives the same sequence. Allocates nothing once warm.</summary>
    /// <param name="random">The stream of this sequence.</param>
    /// <param name="x">Receives the symbols, 0…S−1, shape [L].</param>
    void Sample(ref RandomStream random, Span<int> x);
}
