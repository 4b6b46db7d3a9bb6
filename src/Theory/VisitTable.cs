using System.Collections;

namespace Unmask.Theory;

/// <summary>The visits of a size law by the states they start from: a law of sizes that comes again, at another step, is held once.</summary>
/// <remarks>So a law that does not depend on the step takes L²/2 numbers, whatever the number of steps. Not thread-safe while it is filled.</remarks>
/// <param name="length">Sequence length L.</param>
internal sealed class VisitTable(int length) : IReadOnlyList<SizeVisit>
{
    private readonly List<State> _states = [];
    private readonly (int Size, double Probability)[]?[] _laws = new (int, double)[length][];
    private (int Size, double Probability)[] _before = [];

    /// <summary>How many sizes with their probabilities are held.</summary>
    public long Held { get; private set; }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public SizeVisit this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var (low, high) = (0, _states.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                (low, high) = _states[middle].First <= index ? (middle, high) : (low, middle - 1);
            }

            return _states[low].Visit(index - _states[low].First);
        }
    }

    /// <summary>Adds a state and the law of the size of its step.</summary>
    /// <param name="step">The step, 0-based.</param>
    /// <param name="revealed">Tokens revealed before it.</param>
    /// <param name="probability">The state's probability.</param>
    /// <param name="law"><c>law[k−1] = P(size = k)</c>; impossible sizes are no visits.</param>
    /// <exception cref="OverflowException">There are more visits than can be counted.</exception>
    public void Add(int step, int revealed, double probability, ReadOnlySpan<double> law)
    {
        var held = Same(_laws[revealed], law) ?? Same(_before, law) ?? Hold(law);
        (_laws[revealed], _before) = (held, held);
        _states.Add(new State(step, revealed, probability, held, Count));
        Count = checked(Count + held.Length);
    }

    /// <inheritdoc/>
    public IEnumerator<SizeVisit> GetEnumerator()
    {
        foreach (var state in _states)
        {
            for (var k = 0; k < state.Law.Length; k++)
            {
                yield return state.Visit(k);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private (int, double)[] Hold(ReadOnlySpan<double> law)
    {
        var held = new List<(int, double)>();
        for (var size = 1; size <= law.Length; size++)
        {
            if (law[size - 1] > 0)
            {
                held.Add((size, law[size - 1]));
            }
        }

        Held += held.Count;
        return [.. held];
    }

    private static (int Size, double Probability)[]? Same((int Size, double Probability)[]? held, ReadOnlySpan<double> law)
    {
        if (held is null or [] || held[^1].Size != law.Length)
        {
            return null;
        }

        var k = 0;
        for (var size = 1; size <= law.Length; size++)
        {
            if (law[size - 1] > 0 && (k == held.Length || held[k++] != (size, law[size - 1])))
            {
                return null;
            }
        }

        return k == held.Length ? held : null;
    }

    private readonly record struct State(int Step, int Revealed, double Probability, (int Size, double Probability)[] Law, int First)
    {
        public SizeVisit Visit(int k) => new(Step, Revealed, Law[k].Size, Probability * Law[k].Probability);
    }
}
