using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>
/// Estimates a cross-entropy curve along random orders (T 1.13): a data sequence x and a uniform order of its positions give one
/// unbiased value of <c>c(w)</c> for every w, the mean over all positions still masked when the first w are revealed.
/// </summary>
/// <remarks>
/// <para>With the law's conditionals a position adds <c>H(p*_i)</c> to h and <c>KL(p*_i ‖ p̂_i)</c> to c − h, both exact given the mask;
/// without them <c>−log p̂_i(x_i)</c> to c, and less h where that is known.</para>
/// <para>Groups of sequences are fixed by the number of sequences, each is summed in order by one worker, and streams are keyed by
/// (seed, purpose, sequence): the same numbers on any number of threads. Nothing is allocated per token.</para>
/// </remarks>
internal sealed class CurveEstimation
{
    /// <summary>The most groups: enough degrees of freedom for a standard error that is good to a tenth.</summary>
    public const int MostGroups = 64;

    private const int RowBudget = 1 << 19;

    private readonly CurveTask _task;
    private readonly ulong _seed;
    private readonly IRowMap? _map;
    private readonly PredictionBatch? _truth, _predicted;
    private readonly double[] _information, _excess, _mapped;
    private readonly int[] _x, _tokens, _masked, _order;
    private double _log;
    private int _first;

    private CurveEstimation(CurveTask task, ulong seed)
    {
        (_task, _seed, _map) = (task, seed, task.Map);
        var (length, states) = task.Shape;
        Capacity = (int)Math.Clamp(RowBudget / ((long)length * states), 1, Math.Min(256, length));
        _truth = task.Conditionals is null ? null : new PredictionBatch(task.Shape, task.Truth(), Capacity, section: "data");
        _predicted = _map is null ? new PredictionBatch(task.Shape, task.Predictor!, Capacity) : null;
        (_information, _excess, _mapped) = (new double[length], new double[length], new double[states]);
        (_x, _tokens, _masked, _order) = (new int[length], new int[length], new int[length], new int[length]);
    }

    /// <summary>How many masks are predicted at once.</summary>
    private int Capacity { get; }

    private PredictionBatch Batch => _predicted ?? _truth!;

    /// <summary>Estimates the curve.</summary>
    /// <param name="task">What is known.</param>
    /// <param name="seed">The seed of the sequences and orders.</param>
    /// <param name="samples">How many sequences, at least 2; each costs L predictor calls.</param>
    /// <param name="stop">Cancels between batches.</param>
    public static EstimatedCurve Run(CurveTask task, ulong seed, long samples, CancellationToken stop)
    {
        var groups = new List<CurveGroup>();
        var count = Math.Min(samples, MostGroups);
        SampleBlocks.Run(
            count,
            () => new CurveEstimation(task, seed),
            (worker, g, _) => worker.Group(g * samples / count, (g + 1) * samples / count, stop),
            groups.Add,
            stop,
            blockLength: 1);
        return new EstimatedCurve(groups, task.Known);
    }

    private CurveGroup Group(long from, long to, CancellationToken stop)
    {
        Array.Clear(_information);
        Array.Clear(_excess);
        _log = 0;
        for (var sample = from; sample < to; sample++)
        {
            Follow(sample, stop);
        }

        var separates = _task.Conditionals is not null || _task.Known is not null;
        return new CurveGroup(
            to - from, _task.Known is null ? [.. _information] : null, separates ? [.. _excess] : null, _task.Joint is null ? null : _log);
    }

    /// <summary>One sequence: its positions are revealed one by one in a random order, and every mask on the way is predicted.</summary>
    private void Follow(long sample, CancellationToken stop)
    {
        var (length, states) = _task.Shape;
        DataSequence.Draw(_task.Data, _seed, sample, states, _x, stop);
        _log += _task.Joint is { } joint ? JointLaws.LogProbability(joint, _x) : 0;
        Shuffle(sample);
        Array.Fill(_tokens, states);
        for (var i = 0; i < length; i++)
        {
            _masked[i] = i;
        }

        _first = 0;
        for (var w = 0; w < length; w++)
        {
            var masked = _masked.AsSpan(0, length - w);
            _predicted?.Add(_tokens, masked);
            _truth?.Add(_tokens, masked);
            if (Batch.IsFull || w == length - 1)
            {
                Flush(sample, stop);
            }

            var next = _order[w];
            _tokens[next] = _x[next];
            var place = masked.BinarySearch(next);
            masked[(place + 1)..].CopyTo(masked[place..]);
        }
    }

    /// <summary>A uniform order (Fisher and Yates).</summary>
    private void Shuffle(long sample)
    {
        var stream = new RandomStream(_seed, StreamPurpose.Orders, sample);
        for (var i = 0; i < _order.Length; i++)
        {
            var j = stream.NextInt(i + 1);
            _order[i] = _order[j];
            _order[j] = i;
        }
    }

    private void Flush(long sample, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Predict(_truth, "data", sample, stop);
        Predict(_predicted, "predictor", sample, stop);
        for (var k = 0; k < Batch.Count; k++)
        {
            Add(_first + k, k, Batch.Positions(k));
        }

        _first += Batch.Count;
        _truth?.Clear();
        _predicted?.Clear();
    }

    private void Predict(PredictionBatch? batch, string section, long sample, CancellationToken stop)
    {
        try
        {
            batch?.Predict(stop);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException(section, $"data sequence {sample} with {_first} to {_first + batch!.Count - 1} tokens revealed in a random order", exception);
        }
    }

    /// <summary>Adds the mean over the masked positions of mask <paramref name="k"/>, of which w tokens are revealed.</summary>
    private void Add(int w, int k, ReadOnlySpan<int> masked)
    {
        var (information, excess) = (0.0, 0.0);
        for (var m = 0; m < masked.Length; m++)
        {
            if (_truth is null)
            {
                information -= Math.Log(_predicted!.Row(k, m)[_x[masked[m]]]);
                continue;
            }

            var truth = _truth.Row(k, m);
            information += _task.Known is null ? Entropies.Entropy(truth) : 0;
            excess += Divergence(truth, k, m);
        }

        if (_truth is null && _task.Known is { } known)
        {
            (information, excess) = (0, information - (masked.Length * known[w]));
        }

        _information[w] += information / masked.Length;
        _excess[w] += excess / masked.Length;
    }

    private double Divergence(ReadOnlySpan<double> truth, int k, int m)
    {
        if (_map is { IsIdentity: true })
        {
            return 0;
        }

        if (_map is not null)
        {
            _map.Map(truth, _mapped);
            return Entropies.Divergence(truth, _mapped);
        }

        return Entropies.Divergence(truth, _predicted!.Row(k, m));
    }
}
