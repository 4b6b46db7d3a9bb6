using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>Records what a step defers, and holds the plugin to its contract: positions are distinct, and masked unless the sampler revises.</summary>
/// <remarks>Reused from step to step; not thread-safe.</remarks>
internal abstract class Recorder(SamplingRule rule) : IChoices
{
    private readonly Shape _shape = rule.Shape;
    private readonly bool _revises = rule.Sampler.Revises;
    private readonly bool _idles = rule.Sampler.Idles || rule.Sampler.Revises;
    private readonly bool[] _masked = new bool[rule.Shape.Length];
    private readonly bool[] _open = new bool[rule.Shape.Length];
    private readonly int[] _positions = new int[rule.Shape.Length];
    private readonly int[] _symbols = new int[rule.Shape.Length];
    private double[] _laws = [];

    /// <summary>How many positions the step changes.</summary>
    public int Count { get; private set; }

    /// <summary>The positions, in the order they were changed.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>Whether the k-th revealed position is drawn from the predictor's row.</summary>
    public bool FromPredictor(int k) => _symbols[k] == Deferred;

    /// <summary>The symbol that was written at the k-th position, the mask if it was masked again, or −1 if it is drawn.</summary>
    public int Written(int k) => _symbols[k] >= 0 ? _symbols[k] : -1;

    /// <summary>The plugin's own law at the k-th revealed position, if it committed one.</summary>
    public ReadOnlySpan<double> Law(int k) => _laws.AsSpan(k * _shape.States, _shape.States);

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
        Writes = false;
    }

    /// <summary>Ends a step.</summary>
    /// <exception cref="ContractException">Nothing was done, by a sampler that does not idle.</exception>
    public void End()
    {
        if (Count == 0 && !_idles)
        {
            throw new ContractException("revealed no position although some are masked; at least one must be revealed in every step");
        }
    }

    /// <summary>Holds a plugin to its contract: run again on the same step, with the same choices, it defers the same.</summary>
    /// <exception cref="ContractException">It does not.</exception>
    public void RequireSame(Recorder again)
    {
        if (!Positions.SequenceEqual(again.Positions) || !_symbols.AsSpan(0, Count).SequenceEqual(again._symbols.AsSpan(0, Count)) || !SameLaws(again))
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

    public void Reveal(int position) => Take(position, Deferred);

    public void Commit(int position, ReadOnlySpan<double> law)
    {
        if (law.Length != _shape.States)
        {
            throw new ContractException($"committed a law of {law.Length} symbols at position {position}; the vocabulary has {_shape.States}");
        }

        if (!Categorical.IsLaw(law))
        {
            throw ContractException.NoLaw("committed", position, law, "schedule");
        }

        if (_laws.Length == 0)
        {
            _laws = new double[_shape.Length * _shape.States];
        }

        law.CopyTo(_laws.AsSpan(Count * _shape.States));
        Take(position, Committed);
    }

    public void Write(int position, int symbol)
    {
        if ((uint)symbol >= (uint)_shape.States)
        {
            throw new ContractException($"wrote symbol {symbol} at position {position}; symbols are 0 to {_shape.States - 1}");
        }

        Writes = true;
        Take(position, symbol);
    }

    public void Remask(int position)
    {
        if (!_revises || (uint)position >= (uint)_shape.Length || _masked[position])
        {
            throw new ContractException(!_revises
                ? $"masked position {position} again; only a sampler that says it revises may change revealed tokens"
                : $"masked position {position}, which is not revealed (positions are 0 to {_shape.Length - 1})");
        }

        Take(position, _shape.Mask);
    }

    private void Take(int position, int symbol)
    {
        if ((uint)position >= (uint)_shape.Length || !_open[position] || (!_masked[position] && !_revises))
        {
            throw new ContractException(_revises
                ? $"changed position {position}, which it may not in this step (positions are 0 to {_shape.Length - 1}, each changed once)"
                : $"revealed position {position}, which is not masked in this step (positions are 0 to {_shape.Length - 1}, each revealed once)");
        }

        _open[position] = false;
        _positions[Count] = position;
        _symbols[Count++] = symbol;
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
