using System.Numerics;
using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>
/// The <i>condition</i> interpretation: as enumerate, pruned to the paths that end in a given x, so the exact probability
/// <c>p_Y(x) = Σ_ω P(ω, x)</c> of one sequence (T 1.16) for any sampler whose revealed tokens stay, at vocabularies and lengths that cannot be enumerated.
/// </summary>
/// <remarks>
/// <para>Tokens are forced, so a state is the set of revealed positions (and the memory):
/// <c>r(W ∪ D) = Σ_W r(W) P(D | x∘W) Π_{i∈D} p̂_i(x_i | x∘W)</c>, <c>p_Y(x) = r(all)</c>. That is one state a step for an order without
/// randomness, and at most <c>2^L</c> for random ones. A symbol that a step writes has to be that of x.</para>
/// <para>Several sequences are walked together, so the predictor is asked in batches; each has its own states, and its result does not
/// depend on the others. Weights are logarithms: nothing underflows. Not thread-safe.</para>
/// </remarks>
internal sealed class SequenceConditioning : StateWalk
{
    private readonly SamplingRule _rule;
    private readonly double _most;
    private readonly int[] _given;
    private readonly double[] _log;
    private readonly int[] _content;
    private MemoryTable _sets;
    private double _outcomes;
    private int _count;

    /// <summary>Creates a walk.</summary>
    /// <param name="rule">The sampler with its predictor; it does not revise.</param>
    /// <param name="capacity">How many sequences are walked together at most.</param>
    /// <param name="most">How many outcomes are followed for a sequence at most, on average over those walked together.</param>
    public SequenceConditioning(SamplingRule rule, int capacity, double most)
        : base(rule)
    {
        _rule = rule;
        _most = most;
        Capacity = capacity;
        _given = new int[capacity * Length];
        _log = new double[capacity];
        _content = new int[1 + ((Length + 31) / 32)];
        _sets = new MemoryTable(_content.Length);
    }

    /// <summary>Why conditioning does not apply to a sampler that revises.</summary>
    public const string RevisionRefusal =
        "changes tokens it has drawn, so every state may still lead to a given sequence and forcing its tokens saves nothing; " +
        "kl.marginal by law on a small space, or from samples, needs no condition";

    /// <summary>How many sequences are walked together at most.</summary>
    public int Capacity { get; }

    /// <summary>Where sequence <paramref name="k"/> is written before <see cref="Run(int, CancellationToken)"/>.</summary>
    public Span<int> Given(int k) => _given.AsSpan(k * Length, Length);

    /// <summary><c>log p_Y(x)</c> of sequence <paramref name="k"/>; <c>−∞</c> if it cannot be generated.</summary>
    public double LogProbability(int k) => _log[k];

    /// <summary>Finds the probabilities of the first <paramref name="count"/> sequences.</summary>
    /// <exception cref="OutOfReachException">There are too many outcomes.</exception>
    public void Run(int count, CancellationToken stop)
    {
        _count = count;
        _outcomes = 0;
        _sets = new MemoryTable(_content.Length);
        Array.Fill(_log, double.NegativeInfinity);
        Array.Clear(_content);
        var start = new StateLaw(double.PositiveInfinity, true);
        for (var k = 0; k < count; k++)
        {
            _content[0] = k;
            start.Add(_sets.Intern(_content), 0, 0);
        }

        Run(start, stop);
    }

    protected override int Decode(long state, Span<int> tokens, Span<int> masked)
    {
        _sets.Copy((int)state, _content);
        var given = Given(_content[0]);
        var count = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((_content[1 + (i / 32)] >> (i % 32) & 1) != 0)
            {
                tokens[i] = given[i];
            }
            else
            {
                tokens[i] = Symbols;
                masked[count++] = i;
            }
        }

        return count;
    }

    protected override void Took(in Path path, Recorder taken)
    {
        _sets.Copy((int)path.From, _content);
        Follow(path, taken, 0, path.Weight + Math.Log(path.Probability), 1);
    }

    protected override void Ended(long state, double weight)
    {
    }

    /// <summary>Forces the k-th position and those after it; what is left to chance may also stay masked.</summary>
    private void Follow(in Path path, Recorder taken, int k, double log, double outcome)
    {
        if (k == taken.Count)
        {
            Arrive(path, log + Math.Log(outcome));
            return;
        }

        var (position, chance) = (taken.Positions[k], taken.Chance(k));
        if (chance < 1)
        {
            Follow(path, taken, k + 1, log, outcome * (1 - chance));
        }

        var symbol = Given(_content[0])[position];
        var factor = chance * (taken.Written(k) is >= 0 and var written ? written == symbol ? 1 : 0 : Law(path, taken, k)[symbol]);
        if (factor == 0)
        {
            return;
        }

        (log, outcome) = outcome * factor < 1e-150 ? (log + Math.Log(outcome) + Math.Log(factor), 1) : (log, outcome * factor);
        ref var word = ref _content[1 + (position / 32)];
        word |= 1 << (position % 32);
        Follow(path, taken, k + 1, log, outcome);
        word &= ~(1 << (position % 32));
    }

    private void Arrive(in Path path, double log)
    {
        if (++_outcomes > _most * _count)
        {
            throw new OutOfReachException($"more than {_most * _count:G3} outcomes to follow for {_count} sequences; estimate by replay or from samples instead");
        }

        var revealed = 0;
        foreach (var word in _content.AsSpan(1))
        {
            revealed += BitOperations.PopCount((uint)word);
        }

        if (revealed == Length)
        {
            Merge(ref _log[_content[0]], log);
            return;
        }

        ref var weight = ref path.Next.At(_sets.Intern(_content), path.Memory, out var known);
        if (known)
        {
            Merge(ref weight, log);
        }
        else
        {
            weight = log;
        }
    }

    /// <summary><c>log(e^a + e^b)</c>.</summary>
    private static void Merge(ref double a, double b)
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        a = double.IsNegativeInfinity(low) ? high : high + Logarithms.OnePlus(Math.Exp(low - high));
    }
}
