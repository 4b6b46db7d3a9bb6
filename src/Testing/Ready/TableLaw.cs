using Unmask.Numerics;

namespace Unmask.Testing;

/// <summary>A small law by its table: a data law with every probability at hand, and the exact predictor of itself.</summary>
/// <remarks>Slow and plain: a conditional sums over all sequences. Thread-safe; allocates nothing per call.</remarks>
public sealed class TableLaw : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IMaskPredictor
{
    private readonly double[] _probabilities;

    /// <summary>Creates a law.</summary>
    /// <param name="shape">Length and vocabulary.</param>
    /// <param name="probabilities">Shape [S^L], row-major: the first token is slowest; at least 0, they sum to 1.</param>
    /// <exception cref="ArgumentException">There are not S^L of them, or they are no probabilities.</exception>
    public TableLaw(Shape shape, ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length != shape.Sequences)
        {
            throw new ArgumentException($"Expected {shape.States}^{shape.Length} = {shape.Sequences} probabilities, got {probabilities.Length}.", nameof(probabilities));
        }

        if (Defects.OfProbabilities(probabilities, 1e-9) is { } defect)
        {
            throw new ArgumentException($"Expected probabilities, got numbers of which one {defect}.", nameof(probabilities));
        }

        Shape = shape;
        _probabilities = probabilities.ToArray();
    }

    // A law as it says itself, whether that makes sense or not.
    private TableLaw(double[] probabilities, Shape shape) => (_probabilities, Shape) = (probabilities, shape);

    /// <summary>A law with every sequence possible, drawn uniformly from all laws.</summary>
    public static TableLaw Random(Shape shape, int seed) => Random(shape, seed, static (_, weight) => weight);

    /// <summary>A random law in which a third of the sequences are impossible, and some tokens certain once others are known.</summary>
    public static TableLaw RandomWithZeros(Shape shape, int seed) => Random(shape, seed, static (number, weight) => number % 3 == 1 ? 0 : weight);

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <summary>Shape [S^L], row-major: the first token is slowest.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => Decode(Categorical.Draw(_probabilities, random.NextDouble()), x);

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        var number = 0;
        foreach (var symbol in x)
        {
            number = (number * Shape.States) + symbol;
        }

        return Math.Log(_probabilities[number]);
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        var (states, count, after) = (Shape.States, 1, 1);
        for (var i = 0; i < Shape.Length - start; i++)
        {
            (count, after) = i < length ? (count * states, after) : (count, after * states);
        }

        law[..count].Clear();
        for (var number = 0; number < _probabilities.Length; number++)
        {
            law[number / after % count] += _probabilities[number];
        }
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var own = query.RowsOf(k, rows);
            var n = 0;
            foreach (var position in query.Positions(k))
            {
                var row = own.Slice(n++ * Shape.States, Shape.States);
                if (!TryWrite(query.Tokens(k), position, row))
                {
                    Window(position, 1, row);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop) => Conditionals(query, rows, stop);

    /// <summary>A law's table, if it knows the probability of every sequence.</summary>
    internal static TableLaw? Of(IDataDistribution data) => data.Find<IJointLaw>() is { } joint
        ? new TableLaw([.. Sequences.All(data.Shape).Select(x => Math.Exp(joint.LogProbability(x)))], data.Shape)
        : null;

    /// <summary>The probability that the revealed tokens of a partly masked sequence come up.</summary>
    internal double Probability(int[] tokens)
    {
        var sum = new Sum();
        foreach (var (number, x) in Sequences.All(Shape).Index())
        {
            sum.Add(tokens.Zip(x).All(pair => pair.First == Shape.Mask || pair.First == pair.Second) ? _probabilities[number] : 0);
        }

        return sum.Value;
    }

    /// <summary>The law of the token at a masked position, given the revealed ones.</summary>
    internal double[] Conditional(int[] tokens, int position)
    {
        var row = new double[Shape.States];
        Conditionals(new Query(Shape, tokens, [0, 1], [position]), row, CancellationToken.None);
        return row;
    }

    private static TableLaw Random(Shape shape, int seed, Func<int, double, double> change)
    {
        var stream = new RandomStream((ulong)seed, StreamPurpose.Data, 0);
        var weights = new double[checked((int)shape.Sequences)];
        for (var k = 0; k < weights.Length; k++)
        {
            weights[k] = change(k, -Math.Log(1 - stream.NextDouble()));
        }

        var total = Sum.Of(weights);
        return new TableLaw(shape, [.. weights.Select(weight => weight / total)]);
    }

    /// <summary>Writes one row; false if the revealed tokens have probability zero.</summary>
    private bool TryWrite(ReadOnlySpan<int> tokens, int position, Span<double> row)
    {
        Span<int> x = stackalloc int[Shape.Length];
        row.Clear();
        for (var number = 0; number < _probabilities.Length; number++)
        {
            Decode(number, x);
            var agrees = true;
            for (var i = 0; i < x.Length; i++)
            {
                agrees &= tokens[i] == Shape.Mask || tokens[i] == x[i];
            }

            row[x[position]] += agrees ? _probabilities[number] : 0;
        }

        var total = Sum.Of(row);
        for (var v = 0; v < row.Length; v++)
        {
            row[v] /= total;
        }

        return total > 0;
    }

    private void Decode(int number, Span<int> x)
    {
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] = number % Shape.States;
            number /= Shape.States;
        }
    }
}
