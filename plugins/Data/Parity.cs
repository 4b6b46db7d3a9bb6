using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Data;

/// <summary>Options of <see cref="Parity"/>.</summary>
/// <param name="Length">Sequence length L.</param>
public sealed record ParityOptions([Description("Sequence length L, bits"), Range(2, 10_000_000)] int Length);

/// <summary>The uniform law on bit sequences with an even sum: any L − 1 bits are independent, and they fix the last (T 1.10).</summary>
/// <remarks>The information curve is a single step, <c>h(w) = ln 2 · 1[w &lt; L−1]</c>. Thread-safe, no state; allocates nothing.</remarks>
[Plugin(
    "parity",
    Summary = "Uniform on bit sequences with an even sum",
    Equation = "p(x) = 2^(1 − L) if Σ_i x_i is even, else 0",
    Reference = "T 1.10")]
public sealed class Parity
    : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IInformationCurve, IMappedCurve, IConditionable
{
    private static readonly double LogTwo = Math.Log(2);

    // The sum modulo 2 that sequences have: even, unless bits with an odd sum are given.
    private readonly int _sum;

    /// <summary>Creates the law.</summary>
    public Parity(ParityOptions options)
        : this(options.Length, 0)
    {
    }

    private Parity(int length, int sum) => (Shape, _sum) = (new Shape(length, 2), sum);

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public double? MappedCost => 3;

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var sum = _sum;
        for (var i = 0; i < x.Length - 1; i++)
        {
            x[i] = random.NextDouble() < 0.5 ? 0 : 1;
            sum ^= x[i];
        }

        x[^1] = sum;
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x) =>
        Known(x).Sum == _sum ? -(x.Length - 1) * LogTwo : double.NegativeInfinity;

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        var (count, whole) = (1 << length, length == Shape.Length);
        for (var k = 0; k < count; k++)
        {
            law[k] = !whole ? 1.0 / count : System.Numerics.BitOperations.PopCount((uint)k) % 2 == _sum ? 2.0 / count : 0;
        }
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var own = query.RowsOf(k, rows);
            var (sum, masked) = Known(query.Tokens(k));
            own.Fill(0.5);
            if (masked == 1 && !own.IsEmpty)
            {
                (own[sum ^ _sum], own[1 - (sum ^ _sum)]) = (1, 0);
            }
        }
    }

    /// <inheritdoc/>
    public InformationCurve Curve(CancellationToken stop)
    {
        var drops = new double[Shape.Length];
        drops[^1] = LogTwo;
        return new InformationCurve(LogTwo, drops);
    }

    /// <inheritdoc/>
    public double[] Excess(IRowMap map, CancellationToken stop)
    {
        var excess = new double[Shape.Length];
        if (!map.IsIdentity)
        {
            Array.Fill(excess, Divergence(map, [0.5, 0.5]));
            var (zero, one) = (Divergence(map, [1, 0]), Divergence(map, [0, 1]));
            excess[^1] = Shape.Length > 1 ? (zero + one) / 2 : _sum == 0 ? zero : one;
        }

        return excess;
    }

    /// <inheritdoc/>
    public IDataDistribution? Given(ReadOnlySpan<int> tokens)
    {
        var (sum, masked) = Known(tokens);
        return new Parity(masked, sum ^ _sum);
    }

    private static double Divergence(IRowMap map, ReadOnlySpan<double> row)
    {
        Span<double> mapped = stackalloc double[2];
        map.Map(row, mapped);
        return Math.Max(0, Entropies.Divergence(row, mapped));
    }

    private static (int Sum, int Masked) Known(ReadOnlySpan<int> tokens)
    {
        var (sum, masked) = (0, 0);
        foreach (var token in tokens)
        {
            masked += token == 2 ? 1 : 0;
            sum ^= token == 2 ? 0 : token;
        }

        return (sum, masked);
    }
}
