namespace Unmask.Theory;

/// <summary>Looks at one reverse jump after another.</summary>
internal interface IJumps
{
    /// <summary>A pair of states that differ in one token.</summary>
    /// <param name="jump">Which.</param>
    /// <param name="rate">The forward rate <c>Q(y, x)</c> back, above 0.</param>
    /// <param name="exact">The score <c>s_t(x)_y</c>.</param>
    /// <param name="estimate">The estimate <c>s̃_t(x)_y</c>.</param>
    void Jump(StateJump jump, double rate, double exact, double estimate);
}
