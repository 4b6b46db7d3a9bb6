using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>Records what a step defers, and holds the plugin to its contract: positions are distinct and masked.</summary>
/// <remarks>Reused from step to step; not thread-safe.</remarks>
internal abstract class Recorder(Shape shape) : IChoices
{
    private readonly bool[] _open = new bool[shape.Length];
    private readonly int[] _positions = new int[shape.Length];
    private readonly int[] _symbols = new int[shape.Length];
    private double[] _laws = [];

    /// <summary>How many positions the step reveals.</summary>
    public int Count { get; private set; }

    /// <summary>The positions, in the order they were revealed.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>Whether the k-th revealed position is drawn from the predictor's row.</summary>
    public bool FromPredictor(int k) => _symbols[k] == Deferred;

    /// <summary>The symbol that was written at the k-th revealed position, or −1 if it is drawn.</summary>
    public int Written(int k) => _symbols[k] >= 0 ? _symbols[k] : -1;

    /// <summary>The plugin's own law at the k-th revealed position, if it committed one.</summary>
    public ReadOnlySpan<double> Law(int k) => _laws.AsSpan(k * shape.States, shape.States);

    /// <summary>True if any position was written rather than drawn.</summary>
    public bool Writes { get; private set; }

    private const int Deferred = -1;
    private const int Committed = -2;

    /// <summary>Starts a step.</summary>
    public void Begin(ReadOnlySpan<int> masked)
    {
        Array.Clear(_open);
        foreach (var position in masked)
        {
            _open[position] = true;
        }

        Count = 0;
        Writes = false;
    }

    /// <summary>Ends a step.</summary>
    /// <exception cref="ContractException">Nothing was revealed.</exception>
    public void End()
    {
        if (Count == 0)
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

    public void Reveal(int position) => Take(position, Deferred);

    public void Commit(int position, ReadOnlySpan<double> law)
    {
        if (law.Length != shape.States)
        {
            throw new ContractException($"committed a law of {law.Length} symbols at position {position}; the vocabulary has {shape.States}");
        }

        if (!Categorical.IsLaw(law))
        {
            throw ContractException.NoLaw("committed", position, law, "schedule");
        }

        if (_laws.Length == 0)
        {
            _laws = new double[shape.Length * shape.States];
        }

        law.CopyTo(_laws.AsSpan(Count * shape.States));
        Take(position, Committed);
    }

    public void Write(int position, int symbol)
    {
        if ((uint)symbol >= (uint)shape.States)
        {
            throw new ContractException($"wrote symbol {symbol} at position {position}; symbols are 0 to {shape.States - 1}");
        }

        Writes = true;
        Take(position, symbol);
    }

    private void Take(int position, int symbol)
    {
        if ((uint)position >= (uint)shape.Length || !_open[position])
        {
            throw new ContractException($"revealed position {position}, which is not masked in this step (positions are 0 to {shape.Length - 1}, each revealed once)");
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
}
