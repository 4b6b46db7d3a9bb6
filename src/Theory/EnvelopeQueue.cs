namespace Unmask.Theory;

/// <summary>
/// The lower envelope of lines whose slopes <c>c(a)</c> never increase in a, asked from left to right: each start is best on
/// one interval of b, and the intervals are in the order of the starts. Amortised O(1) an operation.
/// </summary>
/// <remarks>
/// From <c>b = a2 + [e(a2) − e(a1) − Area(a1, a2)] / [c(a1) − c(a2)]</c> on, a2 is at least as good as a1 &lt; a2: no large
/// numbers cancel.
/// </remarks>
internal sealed class EnvelopeQueue(Staircase staircase) : Predecessors(staircase)
{
    private readonly int[] _starts = new int[staircase.Length];
    private readonly double[] _costs = new double[staircase.Length];
    private readonly double[] _bestFrom = new double[staircase.Length];
    private int _head, _tail;

    /// <inheritdoc/>
    public override void Clear() => (_head, _tail) = (0, 0);

    /// <inheritdoc/>
    public override void Offer(int start, double cost)
    {
        var from = double.NegativeInfinity;
        while (_tail > _head)
        {
            from = Crossing(_starts[_tail - 1], _costs[_tail - 1], start, cost);
            if (from > _bestFrom[_tail - 1])
            {
                break;
            }

            _tail--;
        }

        if (_tail == _head)
        {
            from = double.NegativeInfinity;
        }

        if (from <= Staircase.Length)
        {
            (_starts[_tail], _costs[_tail], _bestFrom[_tail]) = (start, cost, from);
            _tail++;
        }
    }

    /// <inheritdoc/>
    public override int Best(int to)
    {
        while (_head + 1 < _tail && _bestFrom[_head + 1] <= to)
        {
            _head++;
        }

        return _starts[_head];
    }

    private double Crossing(int earlier, double earlierCost, int later, double laterCost)
    {
        var disadvantage = laterCost - earlierCost - Staircase.Area(earlier, later);
        var gain = Staircase[earlier] - Staircase[later];
        return gain > 0 ? later + (disadvantage / gain)
            : disadvantage > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }
}
