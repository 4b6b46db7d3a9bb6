using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;
using Unmask.Numerics;

namespace MyPlugins;

/// <summary>Options of <see cref="PluginName"/>.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Noise">The probability that a token does not follow the topic.</param>
public sealed record PluginNameOptions(
    [Range(1, 1_000_000), Description("Sequence length L, tokens")] int Length,
    [Range(2, 1024), Description("Number of symbols S")] int States,
    [Range(0.0, 1.0, MinimumIsExclusive = true), Description("Probability that a token is uniformly random instead of the topic")] double Noise = 0.5);

/// <summary>Sequences with one hidden topic: <c>Z</c> is uniform on the symbols, and each token is Z, or with probability <c>noise</c> a random symbol.</summary>
/// <remarks>
/// <para><c>p(x) = (1/S) Σ_z a^{n_z(x)} b^{L − n_z(x)}</c>, where <c>n_z</c> counts the symbol z, <c>b = noise/S</c> and <c>a = 1 − noise + b</c>.
/// The revealed tokens tell about Z by their counts, <c>P(Z = v | x∘W) ∝ (a/b)^{n_v}</c>, and <c>p*_i(v | x∘W) = b + (a − b) P(Z = v | x∘W)</c>.</para>
/// <para>The opposite of a chain: all positions depend on one another alike, however far apart. Thread-safe; allocates nothing.</para>
/// </remarks>
[Plugin(
    "plugin-name",
    Summary = "Tokens that repeat one hidden topic, with noise",
    Equation = "p(x) = (1/S) sum_z prod_i [(1 - noise) 1(x_i = z) + noise / S]")]
public sealed class PluginName(PluginNameOptions options) : IDataDistribution, IJointLaw, IConditionalLaw, IWindowLaw
{
    private readonly double _other = options.Noise / options.States;
    private readonly double _same = 1 - options.Noise + (options.Noise / options.States);

    /// <inheritdoc/>
    public Shape Shape { get; } = new(options.Length, options.States);

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var topic = random.NextInt(Shape.States);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.NextDouble() < options.Noise ? random.NextInt(Shape.States) : topic;
        }
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        Span<double> terms = stackalloc double[Shape.States];
        for (var z = 0; z < terms.Length; z++)
        {
            var same = x.Count(z);
            terms[z] = (same * Math.Log(_same)) + ((x.Length - same) * Math.Log(_other));
        }

        return Logarithms.SumExp(terms) - Math.Log(Shape.States);
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        Span<int> x = stackalloc int[length];
        x.Clear();
        for (var k = 0; k < law.Length; k++)
        {
            law[k] = Math.Exp(LogProbability(x));
            for (var i = length - 1; i >= 0 && ++x[i] == Shape.States; i--)
            {
                x[i] = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        Span<double> row = stackalloc double[Shape.States];
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            for (var v = 0; v < row.Length; v++)
            {
                row[v] = query.Tokens(k).Count(v) * Math.Log(_same / _other);
            }

            var total = Logarithms.SumExp(row);
            foreach (ref var p in row)
            {
                p = _other + ((_same - _other) * Math.Exp(p - total));
            }

            var own = query.RowsOf(k, rows);
            for (var at = 0; at < own.Length; at += row.Length)
            {
                row.CopyTo(own[at..]);
            }
        }
    }
}
