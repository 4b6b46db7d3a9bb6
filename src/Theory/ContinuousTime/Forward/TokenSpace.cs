namespace Unmask.Theory;

/// <summary>The space <c>[n]^d</c> of sequences of d tokens out of n symbols, numbered row-major: the first token is slowest.</summary>
/// <remarks>Under the masked process n = S + 1 and the mask is the last symbol. Immutable, so thread-safe.</remarks>
public sealed class TokenSpace
{
    /// <summary>The largest number of states: beyond it a law does not fit into memory several times over.</summary>
    public const int Limit = 1 << 26;

    private readonly int[] _strides;

    /// <summary>Creates a space.</summary>
    /// <param name="length">Sequence length d ≥ 1.</param>
    /// <param name="symbols">Symbols n ≥ 2.</param>
    /// <exception cref="OutOfReachException">There are more than <see cref="Limit"/> states.</exception>
    public TokenSpace(int length, int symbols)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(symbols, 2);
        if (Math.Pow(symbols, length) > Limit)
        {
            throw new OutOfReachException($"A law over {symbols}^{length} = {Math.Pow(symbols, length):0} states is beyond the limit of {Limit}; use samples, or shorter sequences.");
        }

        (Length, Symbols) = (length, symbols);
        _strides = new int[length];
        States = 1;
        for (var i = length - 1; i >= 0; i--)
        {
            _strides[i] = States;
            States *= symbols;
        }
    }

    /// <summary>Sequence length d.</summary>
    public int Length { get; }

    /// <summary>Symbols n of a token.</summary>
    public int Symbols { get; }

    /// <summary>The number of states, n^d.</summary>
    public int States { get; }

    /// <summary>The difference in number of two states that differ by one symbol at a position, <c>n^(d−1−i)</c>.</summary>
    public int Stride(int position) => _strides[position];

    /// <summary>The symbol at a position of a state.</summary>
    public int Symbol(int state, int position) => state / _strides[position] % Symbols;

    /// <summary>Carries a table over <c>[S]^d</c>, S ≤ n, into this space: states with other symbols get 0.</summary>
    /// <param name="table">Shape [S^d].</param>
    /// <param name="states">S.</param>
    public double[] Embed(ReadOnlySpan<double> table, int states)
    {
        var embedded = new double[States];
        for (var x = 0; x < table.Length; x++)
        {
            embedded[Place(x, states)] = table[x];
        }

        return embedded;
    }

    /// <summary>The part of a law on <c>[S]^d</c>, S ≤ n; what lies on other states is left out.</summary>
    /// <param name="law">Shape [n^d].</param>
    /// <param name="states">S.</param>
    public double[] Restrict(ReadOnlySpan<double> law, int states)
    {
        var table = new double[(int)Math.Pow(states, Length)];
        for (var x = 0; x < table.Length; x++)
        {
            table[x] = law[Place(x, states)];
        }

        return table;
    }

    private int Place(int index, int states)
    {
        var place = 0;
        for (var i = Length - 1; i >= 0; i--)
        {
            place += index % states * _strides[i];
            index /= states;
        }

        return place;
    }
}
