namespace Unmask;

/// <summary>The predictor's rows at the masked positions of one sequence. Valid only during the call it is passed to.</summary>
public readonly ref struct Rows
{
    private readonly ReadOnlySpan<double> _values;
    private readonly int _states;

    /// <summary>Creates rows.</summary>
    /// <param name="at">The positions, ascending.</param>
    /// <param name="values">Probabilities, shape [positions × S].</param>
    /// <param name="states">Vocabulary size S.</param>
    public Rows(ReadOnlySpan<int> at, ReadOnlySpan<double> values, int states)
    {
        At = at;
        _values = values;
        _states = states;
    }

    /// <summary>The positions of the rows, ascending; empty unless rows are observed.</summary>
    public ReadOnlySpan<int> At { get; }

    /// <summary>The number of rows.</summary>
    public int Count => At.Length;

    /// <summary>Row <paramref name="k"/>, the law of the token at <c>At[k]</c>, shape [S].</summary>
    public ReadOnlySpan<double> this[int k] => _values.Slice(k * _states, _states);
}
