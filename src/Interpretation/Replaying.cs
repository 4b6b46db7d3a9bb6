namespace Unmask.Interpretation;

/// <summary>
/// The <i>replay</i> interpretation: tokens are forced to a given sequence x ~ p_data, choices are drawn, and
/// <c>log p_Y0|ω(x) = Σ_t Σ_{i∈D_t(x)} log p̂_i(x_i | x_{W_t})</c> is summed along the way (T 1.8).
/// </summary>
internal sealed class Replaying : Walk
{
    private readonly IDataDistribution _data;
    private readonly ulong _seed;
    private readonly int _length, _states;
    private readonly int[] _given;
    private readonly double[] _log;

    public Replaying(SamplingRule rule, IDataDistribution data, ulong seed)
        : base(rule, seed)
    {
        rule.RequireReplay();
        _data = data;
        _seed = seed;
        (_length, _states) = rule.Shape;
        _given = new int[Capacity * _length];
        _log = new double[Capacity];
    }

    /// <summary>The first position of the batch where a true token had predicted probability zero, or −1.</summary>
    public int FirstImpossible { get; private set; } = -1;

    /// <summary>Replays data sequences <c>first, …, first + count − 1</c>.</summary>
    public void Replay(long first, int count, CancellationToken stop)
    {
        FirstImpossible = -1;
        Array.Clear(_log);
        for (var k = 0; k < count; k++)
        {
            DataSequence.Draw(_data, _seed, first + k, _states, _given.AsSpan(k * _length, _length), stop);
        }

        Run(first, count, stop);
    }

    /// <summary>The data sequence <paramref name="k"/> of the batch.</summary>
    public ReadOnlySpan<int> Given(int k) => _given.AsSpan(k * _length, _length);

    /// <summary><c>log p_Y0|ω</c> of the data sequence <paramref name="k"/> of the batch.</summary>
    public double LogProbability(int k) => _log[k];

    protected override int Resolve(int k, long sample, int step, int position, ReadOnlySpan<double> law)
    {
        var symbol = _given[(k * _length) + position];
        if (law[symbol] == 0 && FirstImpossible < 0)
        {
            FirstImpossible = position;
        }

        _log[k] += Math.Log(law[symbol]);
        return symbol;
    }

    protected override int ResolveWritten(int symbol) => throw new ContractException(Refusal);

    /// <summary>Why replay does not apply to a sampler that revises.</summary>
    public const string RevisionRefusal =
        "changes tokens it has drawn, so its choices depend on discarded ones and replay does not apply (T 1.8); " +
        "kl.marginal and tv, by law on a small space or from samples, do";

    /// <summary>Why replay does not apply to a schedule that writes candidates.</summary>
    public const string Refusal =
        "writes symbols it has picked itself, so its choices depend on drawn candidates and replay does not apply (T 1.8); " +
        "kl.marginal, by law on a small space or by condition, and tv do";
}
