namespace Unmask.Theory;

/// <summary>A reverse jump that changes one token.</summary>
/// <param name="From">Number of the state x.</param>
/// <param name="To">Number of the state y.</param>
/// <param name="Position">The position i that changes.</param>
/// <param name="Symbol">The symbol <c>y_i</c> it changes to.</param>
internal readonly record struct StateJump(int From, int To, int Position, int Symbol);
