namespace Unmask.Theory;

/// <summary>Rates of any score estimate, by a loop over all pairs of states that differ in one token: <c>O(d n^{d+1})</c> and one estimate each.</summary>
/// <param name="law">The forward laws.</param>
/// <param name="total"><c>B(T)</c>.</param>
/// <param name="scores">The estimate; it is asked for batches.</param>
internal sealed class EstimatedRates(ForwardLaw law, double total, IStateScores scores) : ReverseRates(law, total)
{
    private readonly TokenSpace _space = law.Space;
    private readonly TokenProcess _process = law.Process;
    private readonly int[] _states = new int[Batch(law)];
    private readonly int[] _positions = new int[Batch(law)];
    private readonly double[] _exact = new double[Batch(law) * law.Space.Symbols];
    private readonly double[] _estimate = new double[Batch(law) * law.Space.Symbols];

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<double> law, Span<double> change)
    {
        change.Clear();
        var jumps = new Flows(law, change);
        Visit(ref jumps);
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<double> observable, Span<double> change)
    {
        change.Clear();
        var jumps = new Differences(observable, change);
        Visit(ref jumps);
    }

    /// <inheritdoc/>
    public override void Exit(Span<double> rates)
    {
        rates.Clear();
        var jumps = new Exits(rates);
        Visit(ref jumps);
    }

    /// <inheritdoc/>
    public override void Attribute(ReadOnlySpan<double> observable, Span<double> positions)
    {
        positions.Clear();
        var jumps = new Attributions(Law, observable, positions);
        Visit(ref jumps);
    }

    /// <inheritdoc/>
    protected override void AddLosses(Span<double> densities)
    {
        var jumps = new LossTerms(Law, Conditioning, densities);
        Visit(ref jumps);
        Note(jumps.Least);
        Note(jumps.Largest);
    }

    /// <summary>Adds one pair's part of the integrands of the losses.</summary>
    public void AddTerms(StateJump jump, double rate, double exact, double estimate, Span<double> densities) =>
        new LossTerms(Law, Conditioning, densities).Jump(jump, rate, exact, estimate);

    /// <summary>Shows every reverse jump.</summary>
    public void Visit<T>(ref T jumps)
        where T : struct, IJumps, allows ref struct
    {
        var rows = 0;
        for (var x = 0; x < _space.States; x++)
        {
            for (var i = 0; i < _space.Length; i++)
            {
                if (_process.Entering[_space.Symbol(x, i)] > 0)
                {
                    (_states[rows], _positions[rows]) = (x, i);
                    rows++;
                }

                if (rows == _states.Length)
                {
                    Show(rows, ref jumps);
                    rows = 0;
                }
            }
        }

        Show(rows, ref jumps);
    }

    private static int Batch(ForwardLaw law) => Math.Clamp((1 << 18) / law.Space.Symbols, 1, 1024);

    private void Show<T>(int rows, ref T jumps)
        where T : struct, IJumps, allows ref struct
    {
        var n = _space.Symbols;
        var exact = _exact.AsSpan(0, rows * n);
        var estimate = _estimate.AsSpan(0, rows * n);
        for (var k = 0; k < rows; k++)
        {
            var (x, stride) = (_states[k], _space.Stride(_positions[k]));
            var first = x - (_space.Symbol(x, _positions[k]) * stride);
            for (var v = 0; v < n; v++)
            {
                exact[(k * n) + v] = Law[first + (v * stride)] * Inverse[x];
            }
        }

        scores.Estimate(Level, new ScoreRows(_space, _states.AsSpan(0, rows), _positions.AsSpan(0, rows), exact), estimate);
        for (var k = 0; k < rows; k++)
        {
            var (x, i) = (_states[k], _positions[k]);
            var (stride, u) = (_space.Stride(i), _space.Symbol(x, i));
            for (var v = 0; v < n; v++)
            {
                var rate = _process.Rate(v, u);
                if (v != u && rate > 0)
                {
                    var score = estimate[(k * n) + v];
                    if (!(score >= 0) || double.IsInfinity(score))
                    {
                        throw new InvalidOperationException($"Expected scores that are finite and at least 0; got {score} at time {Level.Time} for state {x}, position {i}, symbol {v}.");
                    }

                    jumps.Jump(new StateJump(x, x + ((v - u) * stride), i, v), rate, exact[(k * n) + v], score);
                }
            }
        }
    }

    private readonly ref struct Flows(ReadOnlySpan<double> law, Span<double> change) : IJumps
    {
        private readonly ReadOnlySpan<double> _law = law;
        private readonly Span<double> _change = change;

        public void Jump(StateJump jump, double rate, double exact, double estimate)
        {
            var flow = _law[jump.From] * rate * estimate;
            _change[jump.From] -= flow;
            _change[jump.To] += flow;
        }
    }

    private readonly ref struct Differences(ReadOnlySpan<double> observable, Span<double> change) : IJumps
    {
        private readonly ReadOnlySpan<double> _observable = observable;
        private readonly Span<double> _change = change;

        public void Jump(StateJump jump, double rate, double exact, double estimate) =>
            _change[jump.From] += rate * estimate * (_observable[jump.To] - _observable[jump.From]);
    }

    private readonly ref struct Exits(Span<double> rates) : IJumps
    {
        private readonly Span<double> _rates = rates;

        public void Jump(StateJump jump, double rate, double exact, double estimate) => _rates[jump.From] += rate * estimate;
    }

    private readonly ref struct Attributions(ReadOnlySpan<double> law, ReadOnlySpan<double> observable, Span<double> positions) : IJumps
    {
        private readonly ReadOnlySpan<double> _law = law;
        private readonly ReadOnlySpan<double> _observable = observable;
        private readonly Span<double> _positions = positions;

        public void Jump(StateJump jump, double rate, double exact, double estimate) =>
            _positions[jump.Position] += _law[jump.From] * (_observable[jump.To] - _observable[jump.From]) * rate * (exact - estimate);
    }
}
