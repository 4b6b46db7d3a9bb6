using System.Numerics;

namespace Unmask.Interpretation;

/// <summary>
/// A sampler whose steps reveal uniformly random sets of given sizes, followed as sums over sets; the plugin is never run:
/// <c>q(W ∪ D, x) += P(s | t, w) / C(L−w, s) · q(W, x) Π_{i∈D} p̂_i(x_i | x∘W)</c>.
/// </summary>
/// <remarks>
/// A layer holds the sets of one size, each a block of columns: one for each value of the revealed tokens, or one for each of several given
/// sequences. Columns of a block lead to different places, so they are followed on all cores without locks, and every sum is in the
/// same order whatever the number of cores.
/// </remarks>
internal abstract class SetWalk
{
    /// <summary>The longest sequences: a set is the bits of a number.</summary>
    public const int Longest = 30;

    /// <summary>The most weights that are held at once: 2^27, one gigabyte.</summary>
    public const double MostWeights = 1 << 27;

    private readonly SamplingRule _rule;
    private readonly Stack<SetColumns> _workers = new();

    /// <summary>Creates a walk.</summary>
    /// <param name="rule">The sampler with its predictor.</param>
    /// <param name="symbols">How many symbols of a revealed position are told apart: S, or 1 where sequences are given.</param>
    /// <param name="sequences">How many columns the empty set has.</param>
    protected SetWalk(SamplingRule rule, int symbols, int sequences)
    {
        _rule = rule;
        (Symbols, Sequences) = (symbols, sequences);
    }

    /// <summary>How many symbols of a revealed position are told apart.</summary>
    public int Symbols { get; }

    /// <summary>How many columns the empty set has.</summary>
    public int Sequences { get; }

    /// <summary>Length and vocabulary.</summary>
    public Shape Shape => _rule.Shape;

    /// <summary>The predictor.</summary>
    public IMaskPredictor Predictor => _rule.Predictor;

    /// <summary>Writes the revealed tokens of a column; the others are masked already.</summary>
    /// <param name="set">The revealed positions, a bit each.</param>
    /// <param name="column">The column of the set's block.</param>
    /// <param name="tokens">The tokens, shape [L].</param>
    public abstract void Reveal(uint set, int column, Span<int> tokens);

    /// <summary>The factor of a symbol that is told apart, <c>p̂_i(x_i | x∘W)</c>.</summary>
    /// <param name="set">The revealed positions.</param>
    /// <param name="column">The column.</param>
    /// <param name="position">The position i.</param>
    /// <param name="symbol">Which of the symbols.</param>
    /// <param name="row">The predictor's row.</param>
    public abstract double Factor(uint set, int column, int position, int symbol, ReadOnlySpan<double> row);

    /// <summary>The weights of the set of all positions, shape [symbols^L × sequences].</summary>
    protected double[] Run(IReadOnlyList<SizeTransition> transitions, CancellationToken stop)
    {
        var length = Shape.Length;
        var layers = new Dictionary<(int Step, int Revealed), double[]> { [(0, 0)] = [.. Enumerable.Repeat(1.0, Sequences)] };
        var complete = new double[Weights(length)];
        foreach (var from in transitions.GroupBy(one => (one.Step, one.Revealed)))
        {
            layers.Remove(from.Key, out var layer);
            var targets = from.Select(one => (one.Size, one.Share, Layer: Layer(one))).ToArray();
            var sets = new SetsOfSize(length, from.Key.Revealed);
            for (var rank = 0; sets.MoveNext(); rank++)
            {
                stop.ThrowIfCancellationRequested();
                Follow(sets.Current, rank, layer!, targets, stop);
            }
        }

        return complete;

        double[] Layer(SizeTransition to)
        {
            var revealed = to.Revealed + to.Size;
            if (revealed == length)
            {
                return complete;
            }

            if (!layers.TryGetValue((to.Next, revealed), out var layer))
            {
                layers[(to.Next, revealed)] = layer = new double[Weights(revealed)];
            }

            return layer;
        }
    }

    /// <summary>How many weights a layer of sets of w has: <c>C(L,w) symbols^w × sequences</c>.</summary>
    public static double WeightsOf(int length, int symbols, int sequences, int revealed) =>
        Binomial.Of(length, revealed) * Math.Pow(symbols, revealed) * sequences;

    private int Weights(int revealed) => checked((int)WeightsOf(Shape.Length, Symbols, Sequences, revealed));

    private void Follow(uint set, int rank, double[] layer, (int Size, double Share, double[] Layer)[] targets, CancellationToken stop)
    {
        var columns = Sequences * (int)Math.Pow(Symbols, BitOperations.PopCount(set));
        var chunk = SetColumns.Together(Symbols, columns);
        if (chunk == columns)
        {
            var worker = _workers.Count > 0 ? _workers.Pop() : new SetColumns(this);
            worker.Follow(set, 0, layer.AsSpan(rank * columns, columns), targets, stop);
            _workers.Push(worker);
            return;
        }

        SampleBlocks.Run(
            columns / chunk,
            () => new SetColumns(this),
            (worker, part, _) =>
            {
                var first = (int)part * chunk;
                worker.Follow(set, first, layer.AsSpan((rank * columns) + first, chunk), targets, stop);
                return 0;
            },
            _ => { },
            stop,
            1,
            _workers);
    }
}
