namespace Unmask.Interpretation;

/// <summary>Follows every choice of a step, one path after another, by running the plugin again for each.</summary>
/// <remarks>Usage: <see cref="Restart"/>, then run the step once for each path until <see cref="Advance"/> is false.</remarks>
internal sealed class PathChoices(SamplingRule rule) : Recorder(rule)
{
    /// <summary>Why nothing of a sampler that draws real numbers is enumerated.</summary>
    public const string Continuous = "draws real numbers, such as waiting times, so its choices cannot be enumerated";

    private readonly List<Fork> _path = [];
    private int _depth;

    /// <summary>The probability of the current path.</summary>
    public double Probability
    {
        get
        {
            var product = 1.0;
            foreach (var fork in _path)
            {
                product *= fork.Probability;
            }

            return product;
        }
    }

    /// <summary>Forgets all paths: a new state follows.</summary>
    public void Restart() => _path.Clear();

    /// <summary>Starts one path.</summary>
    public void BeginPath(ReadOnlySpan<int> masked)
    {
        _depth = 0;
        Begin(masked);
    }

    /// <summary>Moves to the next path; false when all have been followed.</summary>
    /// <exception cref="ContractException">The last path asked for fewer choices than before: the plugin is not deterministic.</exception>
    public bool Advance()
    {
        if (_depth != _path.Count)
        {
            throw Changed();
        }

        while (_path.Count > 0)
        {
            if (_path[^1].Next())
            {
                return true;
            }

            _path.RemoveAt(_path.Count - 1);
        }

        return false;
    }

    public override int Pick(ReadOnlySpan<double> law)
    {
        if (_depth == _path.Count)
        {
            _path.Add(new PickFork(law));
        }

        var fork = _path[_depth++] as PickFork;
        return fork is not null && fork.Matches(law) ? fork.Branch : throw Changed();
    }

    public override void Subset(ReadOnlySpan<int> from, Span<int> chosen)
    {
        RequireSubset(from.Length, chosen.Length);
        if (_depth == _path.Count)
        {
            _path.Add(new SubsetFork(from.Length, chosen.Length));
        }

        if (_path[_depth++] is not SubsetFork fork || !fork.Matches(from.Length, chosen.Length))
        {
            throw Changed();
        }

        fork.Select(from, chosen);
    }

    public override void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen)
    {
        RequireSubset(from.Length, scores, chosen.Length);
        if (_depth == _path.Count)
        {
            _path.Add(new ScoredSubsetFork(scores, chosen.Length));
        }

        if (_path[_depth++] is not ScoredSubsetFork fork || !fork.Matches(scores, chosen.Length))
        {
            throw Changed();
        }

        fork.Select(from, chosen);
    }

    protected override double Real() => throw new OutOfReachException(Continuous);

    protected override double Settle(double probability) => probability;

    private abstract class Fork
    {
        public abstract double Probability { get; }

        public abstract bool Next();
    }

    private sealed class PickFork : Fork
    {
        private readonly double[] _law;
        private readonly double _total;

        public PickFork(ReadOnlySpan<double> law)
        {
            _law = law.ToArray();
            foreach (var weight in law)
            {
                if (!(weight >= 0))
                {
                    throw new ContractException($"picked from a law with the weight {weight}; weights are at least 0");
                }

                _total += weight;
            }

            Branch = -1;
            if (!(_total > 0) || double.IsInfinity(_total) || !Next())
            {
                throw new ContractException($"picked from a law that sums to {_total}; expected a finite positive sum");
            }
        }

        public int Branch { get; private set; }

        public override double Probability => _law[Branch] / _total;

        public bool Matches(ReadOnlySpan<double> law) => law.SequenceEqual(_law);

        public override bool Next()
        {
            do
            {
                Branch++;
            }
            while (Branch < _law.Length && _law[Branch] == 0);

            return Branch < _law.Length;
        }
    }

    private class SubsetFork : Fork
    {
        private readonly int _from;
        private readonly int[] _indices;
        private readonly double _probability;

        public SubsetFork(int from, int size)
        {
            _from = from;
            _indices = [.. Enumerable.Range(0, size)];
            _probability = 1 / Binomial.Of(from, size);
        }

        public override double Probability => _probability;

        protected ReadOnlySpan<int> Indices => _indices;

        public bool Matches(int from, int size) => from == _from && size == _indices.Length;

        public void Select(ReadOnlySpan<int> from, Span<int> chosen)
        {
            for (var k = 0; k < chosen.Length; k++)
            {
                chosen[k] = from[_indices[k]];
            }
        }

        public override bool Next()
        {
            var k = _indices.Length - 1;
            while (k >= 0 && _indices[k] == _from - _indices.Length + k)
            {
                k--;
            }

            if (k < 0)
            {
                return false;
            }

            _indices[k]++;
            for (k++; k < _indices.Length; k++)
            {
                _indices[k] = _indices[k - 1] + 1;
            }

            return true;
        }
    }

    private sealed class ScoredSubsetFork(ReadOnlySpan<double> scores, int size) : SubsetFork(scores.Length, size)
    {
        private readonly double[] _scores = scores.ToArray();

        public override double Probability => PlackettLuce.Subset(_scores, Indices);

        public bool Matches(ReadOnlySpan<double> scores, int size) => size == Indices.Length && scores.SequenceEqual(_scores);
    }
}
