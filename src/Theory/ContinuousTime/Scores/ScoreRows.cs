namespace Unmask.Theory;

/// <summary>A batch of states and positions at which scores are wanted, states ascending, then positions.</summary>
/// <param name="space">The space.</param>
/// <param name="states">Number of the state of each row.</param>
/// <param name="positions">Position of each row.</param>
/// <param name="exact">Exact scores, shape [rows × n].</param>
public readonly ref struct ScoreRows(TokenSpace space, ReadOnlySpan<int> states, ReadOnlySpan<int> positions, ReadOnlySpan<double> exact)
{
    /// <summary>The space.</summary>
    public TokenSpace Space { get; } = space;

    /// <summary>Number of the state of each row.</summary>
    public ReadOnlySpan<int> States { get; } = states;

    /// <summary>Position of each row. Only rows from which a reverse jump can start are asked for: the masked ones, under the masked process.</summary>
    public ReadOnlySpan<int> Positions { get; } = positions;

    /// <summary>The exact score <c>p_t(x_{i→v})/p_t(x)</c>, shape [rows × n]; 0 where <c>p_t(x) = 0</c>.</summary>
    public ReadOnlySpan<double> Exact { get; } = exact;
}
