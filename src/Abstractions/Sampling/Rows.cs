namespace Unmask;

/// <summary>The predictor's rows at positions of one sequence. Valid only during the call it is passed to.</summary>
/// <remarks>Where the predictor is an <see cref="IObservedRows"/>, what is read and what tokens are drawn from are two rows; else they are one.</remarks>
public readonly ref struct Rows
{
    private readonly ReadOnlySpan<double> _values, _drawn;
    private readonly int _states;

    /// <summary>Creates rows that tokens are drawn from as they are read.</summary>
    /// <param name="at">The positions, ascending.</param>
    /// <param name="values">Probabilities, shape [positions × S].</param>
    /// <param name="states">Vocabulary size S.</param>
    public Rows(ReadOnlySpan<int> at, ReadOnlySpan<double> values, int states)
        : this(at, values, values, states)
    {
    }

    /// <summary>Creates rows.</summary>
    /// <param name="at">The positions, ascending.</param>
    /// <param name="values">What is read: probabilities, shape [positions × S].</param>
    /// <param name="drawn">What tokens are drawn from, shape [positions × S].</param>
    /// <param name="states">Vocabulary size S.</param>
    public Rows(ReadOnlySpan<int> at, ReadOnlySpan<double> values, ReadOnlySpan<double> drawn, int states)
    {
        At = at;
        _values = values;
        _drawn = drawn;
        _states = states;
    }

    /// <summary>The positions of the rows, ascending; empty unless rows are observed.</summary>
    public ReadOnlySpan<int> At { get; }

    /// <summary>The number of rows.</summary>
    public int Count => At.Length;

    /// <summary>Row <paramref name="k"/>, the law of the token at <c>At[k]</c> as confidence is read from it, shape [S].</summary>
    public ReadOnlySpan<double> this[int k] => _values.Slice(k * _states, _states);

    /// <summary>The law that <see cref="IChoices.Reveal(int)"/> draws the token at <c>At[k]</c> from, shape [S]: candidates are picked from it.</summary>
    public ReadOnlySpan<double> Drawn(int k) => _drawn.Slice(k * _states, _states);

    /// <summary>The rows from number <paramref name="start"/> on, <paramref name="count"/> of them.</summary>
    public Rows Slice(int start, int count) => new(
        At.Slice(start, count), _values.Slice(start * _states, count * _states), _drawn.Slice(start * _states, count * _states), _states);
}
