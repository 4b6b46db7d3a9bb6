using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Data;

/// <summary>Options of <see cref="Independent"/>: exactly one of probabilities and zipf.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Probabilities">One row for all positions, or L rows.</param>
/// <param name="Zipf">Exponent of a power law.</param>
public sealed record IndependentOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Number of symbols S"), Range(2, 1 << 24)] int States,
    [Description("Probabilities of a token: one row of S for all positions, or length rows"), OneOrMany] double[][]? Probabilities = null,
    [Description("Exponent of p(v) ~ (v + 1)^-zipf, for all positions; 0 is uniform"), Range(0.0, 100.0)] double? Zipf = null);

/// <summary>Independent tokens, <c>p(x) = Π_i p_i(x_i)</c>: every quantity is exact position by position, for any vocabulary.</summary>
/// <remarks>Thread-safe; sampling (alias method) and conditionals allocate nothing once warm.</remarks>
[Plugin(
    "independent",
    Summary = "Independent tokens, with given probabilities or Zipf's law",
    Equation = "p(x) = Π_i p_i(x_i); zipf: p(v) ∝ (v + 1)^−zipf",
    Example = """{"length": 8, "states": 4, "zipf": 1}""")]
public sealed class Independent
    : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IInformationCurve, IMappedCurve, IMarkovOrder, IConditionable, IValidates
{
    private readonly IndependentOptions _options;
    private readonly Lazy<double[]> _rows;
    private readonly Lazy<AliasTable> _draws;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public Independent(IndependentOptions options)
    {
        _options = options;
        Shape = new Shape(options.Length, options.States);
        _rows = new(Build);
        _draws = new(() => new AliasTable(_rows.Value, Shape.States));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int Order => 0;

    /// <inheritdoc/>
    public double? MappedCost => Count;

    private int Count => _rows.Value.Length / Shape.States;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if ((_options.Probabilities is null) == (_options.Zipf is null))
        {
            problems.Add($"Expected either probabilities or zipf, got {(_options.Zipf is null ? "neither" : "both")}.");
        }
        else if (_options.Probabilities is { } rows)
        {
            if (rows.Length != 1 && rows.Length != Shape.Length)
            {
                problems.Add("probabilities", $"Expected one row for all positions, or {Shape.Length} rows, one for each, got {rows.Length}.");
            }

            for (var i = 0; i < rows.Length; i++)
            {
                ProbabilityRows.Check(rows[i], Shape.States, rows.Length == 1 ? "probabilities" : $"probabilities/{i}", problems);
            }
        }
    }

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var (draws, shared) = (_draws.Value, Count == 1);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = draws.Draw(shared ? 0 : i, random.NextDouble());
        }
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += Math.Log(Row(i)[x[i]]);
        }

        return sum;
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        law[0] = 1;
        var count = 1;
        for (var i = start; i < start + length; i++)
        {
            var row = Row(i);
            for (var prefix = count - 1; prefix >= 0; prefix--)
            {
                var probability = law[prefix];
                for (var v = Shape.States - 1; v >= 0; v--)
                {
                    law[(prefix * Shape.States) + v] = probability * row[v];
                }
            }

            count *= Shape.States;
        }
    }

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop)
    {
        for (var k = 0; k < query.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            var own = query.RowsOf(k, rows);
            foreach (var i in query.Positions(k))
            {
                Row(i).CopyTo(own);
                own = own[Shape.States..];
            }
        }
    }

    /// <inheritdoc/>
    public InformationCurve Curve(CancellationToken stop) => new(Mean(row => Entropies.Entropy(row), stop), new double[Shape.Length]);

    /// <inheritdoc/>
    public double[] Excess(IRowMap map, CancellationToken stop)
    {
        var mapped = new double[Shape.States];
        var mean = map.IsIdentity ? 0 : Mean(
            row =>
            {
                map.Map(row, mapped);
                return Math.Max(0, Entropies.Divergence(row, mapped));
            },
            stop);
        var excess = new double[Shape.Length];
        Array.Fill(excess, mean);
        return excess;
    }

    /// <inheritdoc/>
    public IDataDistribution? Given(ReadOnlySpan<int> tokens)
    {
        int[] free = [.. tokens.ToArray().Index().Where(each => each.Item == Shape.Mask).Select(each => each.Index)];
        var rows = _options.Probabilities is { Length: > 1 } all ? Array.ConvertAll(free, i => all[i]) : _options.Probabilities;
        return new Independent(_options with { Length = free.Length, Probabilities = rows });
    }

    private ReadOnlySpan<double> Row(int i) => _rows.Value.AsSpan(Count == 1 ? 0 : i * Shape.States, Shape.States);

    private double Mean(RowScore score, CancellationToken stop)
    {
        var sum = new Sum();
        for (var i = 0; i < Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            sum.Add(score(Row(i)));
        }

        return sum.Value / Count;
    }

    private double[] Build()
    {
        var given = _options.Probabilities ?? [[.. Enumerable.Range(0, Shape.States).Select(v => Math.Pow(v + 1, -_options.Zipf!.Value))]];
        var rows = new double[given.Length * Shape.States];
        for (var i = 0; i < given.Length; i++)
        {
            ProbabilityRows.Normalise(given[i], rows.AsSpan(i * Shape.States, Shape.States));
        }

        return rows;
    }
}
