using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>A position that changed while a sequence was drawn.</summary>
/// <param name="Step">The step, from 0; −1 for the start from the prior.</param>
/// <param name="Position">The position.</param>
/// <param name="Symbol">What it became, 0…S−1, or S where it was masked again.</param>
/// <param name="Entropy">The entropy, in nats, of the law that it was drawn from; null where it was not drawn.</param>
internal readonly record struct Change(int Step, int Position, int Symbol, double? Entropy);

/// <summary>The <i>draw</i> interpretation of one sequence, which notes every change: the same sequence that <see cref="Drawing"/> draws.</summary>
/// <param name="rule">The sampler with what it draws from.</param>
/// <param name="seed">The seed.</param>
/// <param name="most">How many changes are noted at most.</param>
internal sealed class RecordedDrawing(SamplingRule rule, ulong seed, int most) : Drawing(rule, seed)
{
    private readonly SamplingRule _rule = rule;
    private readonly List<Change> _changes = [];

    /// <summary>The changes of the sequence that was drawn last, in the order they were made; within a step in ascending order of position.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Draws one sequence; it is then in <see cref="Walk.Tokens"/> of 0.</summary>
    /// <param name="sample">Its number.</param>
    /// <param name="stop">Cancels between steps.</param>
    /// <exception cref="OutOfReachException">It takes more changes than are noted.</exception>
    public void Draw(long sample, CancellationToken stop)
    {
        _changes.Clear();
        Draw(sample, 1, stop);
    }

    protected override void Started(int k)
    {
        for (var i = 0; _rule.Prior is not null && i < _rule.Shape.Length; i++)
        {
            Note(new Change(-1, i, Tokens(k)[i], Entropies.Entropy(_rule.Prior)));
        }
    }

    protected override void Changed(int k, int step, int position, ReadOnlySpan<double> law) =>
        Note(new Change(step, position, Tokens(k)[position], law.IsEmpty ? null : Entropies.Entropy(law)));

    private void Note(Change change)
    {
        if (_changes.Count == most)
        {
            throw new OutOfReachException($"a sequence takes more than {most} changes to generate");
        }

        _changes.Add(change);
    }
}
