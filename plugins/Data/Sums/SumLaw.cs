using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Plugins.Data.Sums;

/// <summary>
/// The uniform law on sequences with <c>Σ_i x_i ≡ sum (mod S)</c>: any L − 1 tokens are independent, and they fix the last (T 1.10).
/// </summary>
/// <remarks>The information curve is a single step, <c>h(w) = ln S · 1[w &lt; L−1]</c>. Thread-safe, no state; allocates nothing.</remarks>
public abstract class SumLaw : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IInformationCurve, IMappedCurve, IConditionable, IFiniteMemory
{
    private readonly int _sum;
    private readonly double _logStates;

    private protected SumLaw(Shape shape, int sum) => (Shape, _sum, _logStates, Memory) = (shape, sum, Math.Log(shape.States), new SumMemory(shape, sum));

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public ITransferLaw Memory { get; }

    /// <inheritdoc/>
    public double? MappedCost => Shape.States + 1.0;

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var left = _sum;
        for (var i = 0; i < x.Length - 1; i++)
        {
            x[i] = (int)(random.NextDouble() * Shape.States);
            left = Less(left, x[i]);
        }

        x[^1] = left;
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x) => Left(x).Sum == 0 ? -(x.Length - 1) * _logStates : double.NegativeInfinity;

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        var (count, whole) = (Math.Pow(Shape.States, length), length == Shape.Length);
        for (var k = 0; k < (int)count; k++)
        {
            law[k] = !whole ? 1 / count : Less(_sum, DigitSum(k)) == 0 ? Shape.States / count : 0;
        }
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var own = query.RowsOf(k, rows);
            var (left, masked) = Left(query.Tokens(k));
            own.Fill(1.0 / Shape.States);
            if (masked == 1 && !own.IsEmpty)
            {
                own.Clear();
                own[left] = 1;
            }
        }
    }

    /// <inheritdoc/>
    public InformationCurve Curve(CancellationToken stop)
    {
        // A single token is its sum.
        var (entropy, drops) = (Shape.Length == 1 ? 0 : _logStates, new double[Shape.Length]);
        drops[^1] = entropy;
        return new InformationCurve(entropy, drops);
    }

    /// <inheritdoc/>
    public double[] Excess(IRowMap map, CancellationToken stop)
    {
        var excess = new double[Shape.Length];
        if (!map.IsIdentity)
        {
            var distorted = new UniformExcess(map, Shape.States);
            Array.Fill(excess, distorted.Uniform);
            excess[^1] = Shape.Length == 1 ? distorted.Point(_sum) : distorted.MeanOfPoints(stop);
        }

        return excess;
    }

    /// <inheritdoc/>
    public IDataDistribution? Given(ReadOnlySpan<int> tokens)
    {
        var (left, masked) = Left(tokens);
        return new GivenSum(Shape with { Length = masked }, left);
    }

    // What is missing from the sum, and how many tokens are.
    private (int Sum, int Masked) Left(ReadOnlySpan<int> tokens)
    {
        var (left, masked) = (_sum, 0);
        foreach (var token in tokens)
        {
            masked += token == Shape.Mask ? 1 : 0;
            left = Less(left, token == Shape.Mask ? 0 : token);
        }

        return (left, masked);
    }

    private int DigitSum(int number)
    {
        var sum = 0;
        for (; number > 0; number /= Shape.States)
        {
            sum = (sum + (number % Shape.States)) % Shape.States;
        }

        return sum;
    }

    private int Less(int sum, int token) => sum >= token ? sum - token : sum - token + Shape.States;
}
