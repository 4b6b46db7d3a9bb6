namespace Unmask.Testing;

/// <summary>The contract of <see cref="IKernel"/>, a test for each sentence, on all sequences of small spaces, masks among their symbols.</summary>
/// <example><code>
/// public sealed class MyKernelTests : KernelConformance
/// {
///     protected override IKernel Create(Shape shape) => new MyKernel(new MyKernelOptions(Rate: 2));
/// }
/// </code></example>
public abstract class KernelConformance
{
    /// <summary>How near two values have to be, as a part of the largest.</summary>
    private const double Near = 1e-12;

    /// <summary>What may be left of an eigenvalue that is 0, as a part of the largest value.</summary>
    private const double Rounding = 1e-9;

    private static readonly Shape[] _shapes = [new(1, 4), new(2, 2), new(3, 2)];

    /// <summary>Creates the kernel for sequences of a shape, a new instance at each call.</summary>
    protected abstract IKernel Create(Shape shape);

    /// <summary>The largest value is a finite number of at least 0.</summary>
    [Fact]
    public void The_largest_value_is_finite() => Assert.All(_shapes, shape =>
    {
        var largest = Create(shape).Largest;
        Assert.True(largest >= 0 && double.IsFinite(largest), $"{Words.Of(shape)}: the largest value is {largest:R}; expected a finite number of at least 0");
    });

    /// <summary>No value exceeds the largest one.</summary>
    [Fact]
    public void No_value_exceeds_the_largest() => Each((kernel, x, y) =>
    {
        var value = kernel.Value(x, y);
        Assert.True(Math.Abs(value) <= kernel.Largest * (1 + Near), $"{Pair(x, y)} is {value:R}; the largest value is said to be {kernel.Largest:R}");
    });

    /// <summary>It is symmetric.</summary>
    [Fact]
    public void It_is_symmetric() => Each((kernel, x, y) =>
    {
        var (there, back) = (kernel.Value(x, y), kernel.Value(y, x));
        Assert.True(Math.Abs(there - back) <= Near * kernel.Largest, $"{Pair(x, y)} is {there:R}, and {back:R} when they change places");
    });

    /// <summary>It is positive semidefinite.</summary>
    [Fact]
    public void It_is_positive_semidefinite() => Assert.All(_shapes, shape =>
    {
        var kernel = Create(shape);
        var all = Symbols(shape);
        var left = all.Select(x => all.Select(y => kernel.Value(x, y)).ToArray()).ToArray();
        // Cholesky's elimination, the largest entry of the diagonal first: what is left has to vanish with its diagonal.
        for (var (rows, tolerance) = (Enumerable.Range(0, all.Count).ToList(), Rounding * kernel.Largest); rows.Count > 0;)
        {
            var pivot = rows.MaxBy(k => left[k][k]);
            var least = rows.Min(k => left[k][k]);
            Assert.True(least >= -tolerance, $"{Words.Of(shape)}: the values of all pairs have an eigenvalue of {least:R} or less; expected none below 0");
            if (left[pivot][pivot] <= tolerance)
            {
                var (a, b) = rows.SelectMany(k => rows.Select(j => (k, j))).MaxBy(pair => Math.Abs(left[pair.k][pair.j]));
                Assert.True(Math.Abs(left[a][b]) <= 2 * tolerance, $"{Words.Of(shape)}: the values of all pairs have a negative eigenvalue, {Pair(all[a], all[b])} among them; expected none");
                return;
            }

            rows.Remove(pivot);
            foreach (var k in rows)
            {
                foreach (var j in rows)
                {
                    left[k][j] -= left[k][pivot] * left[pivot][j] / left[pivot][pivot];
                }
            }
        }
    });

    /// <summary>A kernel that says it is made of one on symbols is.</summary>
    [Fact]
    public void Its_symbols_make_it_up()
    {
        var any = false;
        Each((kernel, x, y) =>
        {
            if (kernel.Find<ISymbolKernel>() is { } symbols)
            {
                any = true;
                var each = x.Zip(y, symbols.Symbol).ToArray();
                var expected = symbols.Multiplies ? each.Aggregate(1.0, (product, k) => product * k) : each.Average();
                var value = kernel.Value(x, y);
                foreach (var (a, b) in x.Zip(y))
                {
                    var (symbol, said) = (symbols.Symbol(a, b), a == b ? symbols.TwoValues?.Same : symbols.TwoValues?.Different);
                    Assert.True(said is null || Math.Abs(symbol - said.Value) <= Near * Math.Max(1, Math.Abs(symbol)), $"k({a}, {b}) is {symbol:R}; of two values it is said to be {said:R}");
                }

                Assert.True(Math.Abs(value - expected) <= Near * kernel.Largest, $"{Pair(x, y)} is {value:R}; the {(symbols.Multiplies ? "product" : "mean")} over positions is {expected:R}");
            }
        });
        Assert.SkipUnless(any, "The kernel is made of none on symbols.");
    }

    /// <summary>The same sequences have the same value, asked again or of another instance.</summary>
    [Fact]
    public void The_same_sequences_have_the_same_value() => Assert.All(_shapes, shape =>
    {
        var (one, other) = (Create(shape), Create(shape));
        foreach (var (x, y) in Pairs(shape))
        {
            var (first, again, another) = (one.Value(x, y), one.Value(x, y), other.Value(x, y));
            Assert.True(first.Equals(again), $"{Pair(x, y)} is {again:R} asked again; before, {first:R}");
            Assert.True(first.Equals(another), $"{Pair(x, y)} is {another:R} of another instance; before, {first:R}");
        }
    });

    /// <summary>Many threads get the answers of one.</summary>
    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        var (kernel, pairs) = (Create(_shapes[1]), Pairs(_shapes[1]).ToList());
        var alone = pairs.Select(pair => kernel.Value(pair.X, pair.Y)).ToList();
        AtOnce.Ask(pairs.Count, k =>
        {
            var now = kernel.Value(pairs[k].X, pairs[k].Y);
            Assert.True(now.Equals(alone[k]), $"{Pair(pairs[k].X, pairs[k].Y)} is {now:R} on several threads at once; before, {alone[k]:R}");
        });
    }

    /// <summary>Once warm it allocates nothing.</summary>
    [Fact]
    public void It_allocates_nothing_once_warm()
    {
        var (kernel, x, y) = (Create(_shapes[2]), new[] { 0, 1, 2 }, new[] { 0, 0, 2 });
        Allocation.IsNone(Pair(x, y), kernel, () => kernel.Value(x, y));
    }

    private void Each(Action<IKernel, int[], int[]> check)
    {
        foreach (var shape in _shapes)
        {
            var kernel = Create(shape);
            foreach (var (x, y) in Pairs(shape))
            {
                check(kernel, x, y);
            }
        }
    }

    /// <summary>Every sequence, those with masks too.</summary>
    private static List<int[]> Symbols(Shape shape) => [.. Sequences.All(shape with { States = shape.States + 1 })];

    private static IEnumerable<(int[] X, int[] Y)> Pairs(Shape shape) => Symbols(shape) is var all ? all.SelectMany(x => all.Select(y => (x, y))) : [];

    private static string Pair(int[] x, int[] y) => $"K(({string.Join(", ", x)}), ({string.Join(", ", y)}))";
}
