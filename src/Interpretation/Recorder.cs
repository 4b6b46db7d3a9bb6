using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>Records what a step defers, and holds the plugin to its contract: positions are distinct, and masked unless the sampler revises.</summary>
/// <remarks>Reused from step to step; not thread-safe.</remarks>
internal abstract class Recorder(SamplingRule rule) : IChoices
{
    private readonly Shape _shape = rule.Shape;
    private readonly bool _revises = rule.Sampler.Revises;
    private readonly bool _isContinuous = rule.Sampler.IsContinuous;
    private readonly bool _idles = rule.Sampler.Idles || rule.Sampler.Revises;
    private readonly bool[] _masked = new bool[rule.Shape.Length];
    private readonly bool[] _open = new bool[rule.Shape.Length];
    private readonly int[] _positions = new int[rule.Shape.Length];
    private readonly int[] _symbols = new int[rule.Shape.Length];
    private readonly double[] _chances = new double[rule.Shape.Length];
    private double[] _laws = [];
    private bool _certain, _asked;

    /// <summary>How many positions the step changes, or may change.</summary>
    public int Count { get; private set; }

    /// <summary>The positions, in the order they were changed.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>Whether the k-th revealed position is drawn from the predictor's row.</summary>
    public bool FromPredictor(int k) => _symbols[k] == Deferred;

    /// <summary>The symbol that was written at the k-th position, the mask if it was masked again, or −1 if it is drawn.</summary>
    public int Written(int k) => _symbols[k] >= 0 ? _symbols[k] : -1;

    /// <summary>The plugin's own law at the k-th revealed position, if it committed one: of its symbol, should it get one.</summary>
    public ReadOnlySpan<double> Law(int k) => _laws.AsSpan(k * _shape.States, _shape.States);

    /// <summary>The probability that the k-th position is changed, above 0. Otherwise it stays as it is, or is masked if a law was committed.</summary>
    public double Chance(int k) => _chances[k];

    /// <summary>The symbol at the k-th position, the mask included, if chance is against it.</summary>
    public int Otherwise(int k, int before) => _symbols[k] == Committed ? _shape.Mask : before;

    /// <summary>True if any position was written rather than drawn.</summary>
    public bool Writes { get; private set; }

    private const int Deferred = -1;
    private const int Committed = -2;

    /// <summary>Starts a step.</summary>
    public void Begin(ReadOnlySpan<int> masked)
    {
        Array.Clear(_masked);
        foreach (var position in masked)
        {
            _masked[position] = true;
        }

        Array.Fill(_open, true);

        Count = 0;
        (_certain, _asked, Writes) = (false, false, false);
    }

    /// <summary>Ends a step.</summary>
    /// <exception cref="ContractException">Nothing was done, by a sampler that does not idle.</exception>
    public void End()
    {
        if (!_certain && !_idles)
        {
            throw new ContractException(_asked
                ? "left it to chance whether any position is revealed; one must be in every step, unless the sampler says that it idles"
                : "revealed no position although some are masked; at least one must be revealed in every step");
        }
    }

    /// <summary>Holds a plugin to its contract: run again on the same step, with the same choices, it defers the same.</summary>
    /// <exception cref="ContractException">It does not.</exception>
    public void RequireSame(Recorder again)
    {
        if (!Positions.SequenceEqual(again.Positions) || !_symbols.AsSpan(0, Count).SequenceEqual(again._symbols.AsSpan(0, Count))
            || !_chances.AsSpan(0, Count).SequenceEqual(again._chances.AsSpan(0, Count)) || !SameLaws(again))
        {
            throw Changed();
        }
    }

    /// <summary>The plugin depends on more than it may.</summary>
    protected static ContractException Changed() => new(
        "made other choices when it was run again on the same step; it must depend only on the step, its memory and its choices");

    private bool SameLaws(Recorder again)
    {
        for (var k = 0; k < Count; k++)
        {
            if (_symbols[k] == Committed && !Law(k).SequenceEqual(again.Law(k)))
            {
                return false;
            }
        }

        return true;
    }

    public abstract int Pick(ReadOnlySpan<double> law);

    public abstract void Subset(ReadOnlySpan<int> from, Span<int> chosen);

    public abstract void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen);

    public double Uniform() => _isContinuous ? Real()
        : throw new ContractException("draws a real number, although it does not say that it is continuous", "sampler");

    /// <summary>A random number, uniform on (0, 1).</summary>
    protected abstract double Real();

    /// <summary>What of a chance is left when the step is over: all of it, or 0 or 1 where it is drawn.</summary>
    protected abstract double Settle(double probability);

    public void Reveal(int position) => Take(position, Deferred, 1);

    public void Reveal(int position, double probability) => Take(position, Deferred, probability);

    public void Commit(int position, ReadOnlySpan<double> law)
    {
        var states = _shape.States;
        if (law.Length != states && law.Length != states + 1)
        {
            throw new ContractException($"committed a law of {law.Length} symbols at position {position}; the vocabulary has {states}, {states + 1} with the mask");
        }

        if (!Categorical.IsLaw(law))
        {
            throw ContractException.NoLaw("committed", position, law, "schedule");
        }

        if (_laws.Length == 0)
        {
            _laws = new double[_shape.Length * states];
        }

        var room = Math.Min(Count, _shape.Length - 1) * states;
        law[..states].CopyTo(_laws.AsSpan(room));
        var chance = 1.0;
        if (law.Length > states)
        {
            chance = law[states] == 0 ? 1 : Sum.Of(law[..states]);
            foreach (ref var probability in _laws.AsSpan(room, chance > 0 ? states : 0))
            {
                probability /= chance;
            }
        }

        Take(position, Committed, Math.Min(chance, 1));
    }

    public void Write(int position, int symbol)
    {
        if ((uint)symbol >= (uint)_shape.States)
        {
            throw new ContractException($"wrote symbol {symbol} at position {position}; symbols are 0 to {_shape.States - 1}");
        }

        Writes = true;
        Take(position, symbol, 1);
    }

    public void Remask(int position) => Remask(position, 1);

    public void Remask(int position, double probability)
    {
        if (!_revises || (uint)position >= (uint)_shape.Length || _masked[position])
        {
            throw new ContractException(!_revises
                ? $"masked position {position} again; only a sampler that says it revises may change revealed tokens"
                : $"masked position {position}, which is not revealed (positions are 0 to {_shape.Length - 1})");
        }

        Take(position, _shape.Mask, probability);
    }

    private void Take(int position, int symbol, double probability)
    {
        if ((uint)position >= (uint)_shape.Length || !_open[position] || (!_masked[position] && !_revises))
        {
            throw new ContractException(_revises
                ? $"changed position {position}, which it may not in this step (positions are 0 to {_shape.Length - 1}, each changed once)"
                : $"revealed position {position}, which is not masked in this step (positions are 0 to {_shape.Length - 1}, each revealed once)");
        }

        if (!(probability >= 0 && probability <= 1))
        {
            throw new ContractException($"left it to a chance of {probability} whether position {position} changes; expected a probability, 0 to 1");
        }

        _open[position] = false;
        (_asked, _certain) = (true, _certain || probability == 1);
        var chance = probability < 1 ? Settle(probability) : 1;
        if (chance == 0 && (symbol != Committed || _masked[position]))
        {
            return;
        }

        _positions[Count] = position;
        _chances[Count] = chance == 0 ? 1 : chance;
        _symbols[Count++] = chance == 0 ? _shape.Mask : symbol;
    }

    /// <summary>Checks a subset's size.</summary>
    protected static void RequireSubset(int from, int chosen)
    {
        if (chosen < 0 || chosen > from)
        {
            throw new ContractException($"asked for a subset of {chosen} out of {from}");
        }
    }

    /// <summary>Checks a subset's size and its scores.</summary>
    protected static void RequireSubset(int from, ReadOnlySpan<double> scores, int chosen)
    {
        RequireSubset(from, chosen);
        if (scores.Length != from)
        {
            throw new ContractException($"gave {scores.Length} scores for a subset of {from}");
        }

        foreach (var score in scores)
        {
            if (!double.IsFinite(score))
            {
                throw new ContractException($"asked for a subset by the score {score}; scores are finite");
            }
        }
    }
}
