namespace Unmask.Testing;

/// <summary>The contract of <see cref="IForwardProcess"/>, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyProcessTests : ProcessConformance
/// {
///     protected override IForwardProcess Create() => new MyProcess();
/// }
/// </code></example>
public abstract class ProcessConformance
{
    private static readonly double[] _times = [0, 1e-9, 0.01, 0.3, 1, 2.5, 20];

    /// <summary>Creates the process, a new instance at each call.</summary>
    protected abstract IForwardProcess Create();

    /// <summary>The vocabulary sizes S to try.</summary>
    protected virtual IReadOnlyList<int> Vocabularies => [2, 3, 5];

    /// <summary>
    /// Whether <c>k_B(x, x)</c> falls as B grows, as it does for every reversible process and for those that never come back;
    /// false for one that goes round.
    /// </summary>
    protected virtual bool SurvivalFalls => true;

    /// <summary>The symbols are the vocabulary, with or without the mask.</summary>
    [Fact]
    public void Symbols_are_the_vocabulary_with_or_without_the_mask() => Each((process, states) =>
    {
        var symbols = process.Symbols(states);
        Assert.True(symbols == states || symbols == states + 1, $"S = {states}: got {symbols} symbols; expected {states}, or {states + 1} with the mask");
    });

    /// <summary>No symbol jumps to another at a negative rate.</summary>
    [Fact]
    public void Rates_are_at_least_0() => Each((process, states) =>
    {
        var generator = SquareMatrix.Generator(process, states);
        generator.Each((from, to, rate) => Assert.True(from == to || rate >= 0, $"S = {states}: the rate from {from} to {to} is {rate:R}; expected at least 0"));
    });

    /// <summary>Rows of the generator sum to 0.</summary>
    [Fact]
    public void Rows_of_the_generator_sum_to_0() => Each((process, states) =>
    {
        var generator = SquareMatrix.Generator(process, states);
        for (var from = 0; from < generator.Size; from++)
        {
            Assert.True(Math.Abs(generator.Row(from).Sum()) <= 1e-9, $"S = {states}: row {from} of the generator, {Words.Numbers(generator.Row(from))}, sums to {generator.Row(from).Sum():R}");
        }
    });

    /// <summary>Rows of the kernel are probabilities.</summary>
    [Fact]
    public void Rows_of_the_kernel_are_probabilities() => EachTime((process, states, b) =>
    {
        var kernel = SquareMatrix.Kernel(process, states, b);
        for (var from = 0; from < kernel.Size; from++)
        {
            if (Defects.OfProbabilities(kernel.Row(from), 1e-9) is { } defect)
            {
                Assert.Fail($"S = {states}, B = {b:R}: row {from} of the kernel {defect}");
            }
        }
    });

    /// <summary>Nothing has happened at B = 0.</summary>
    [Fact]
    public void The_kernel_at_0_is_the_identity() => Each((process, states) => SquareMatrix.Kernel(process, states, 0).Each((from, to, p) =>
        Assert.True(Math.Abs(p - (from == to ? 1 : 0)) <= 1e-12, $"S = {states}, B = 0: from {from} to {to} has probability {p:R}; expected {(from == to ? 1 : 0)}")));

    /// <summary>Kernels compose (Chapman–Kolmogorov): <c>k_A k_B = k_{A+B}</c>.</summary>
    [Fact]
    public void Kernels_compose() => EachTime((process, states, b) =>
    {
        foreach (var a in _times)
        {
            var (product, whole) = (SquareMatrix.Kernel(process, states, a) * SquareMatrix.Kernel(process, states, b), SquareMatrix.Kernel(process, states, a + b));
            product.Near(whole, 1e-9, (from, to, one, other) => $"S = {states}, from {from} to {to}: {one:R} by B = {a:R} and then {b:R}, {other:R} by B = {a + b:R}");
        }
    });

    /// <summary>The kernel changes by the generator, <c>dk_B/dB = k_B · generator</c>: by finite differences.</summary>
    [Fact]
    public void The_kernel_changes_by_the_generator() => EachTime((process, states, b) =>
    {
        const double Step = 1e-4;
        var at = Math.Max(b, Step);
        var (before, after) = (SquareMatrix.Kernel(process, states, at - Step), SquareMatrix.Kernel(process, states, at + Step));
        var expected = SquareMatrix.Kernel(process, states, at) * SquareMatrix.Generator(process, states);
        expected.Near(
            after.Minus(before).Times(1 / (2 * Step)), 1e-6, (from, to, one, other) => $"S = {states}, B = {at:R}, from {from} to {to}: the kernel changes by {other:G7} per unit of B, its rates say {one:G7}");
    });

    /// <summary>A symbol is the less likely to be what it was, the longer the process runs.</summary>
    [Fact]
    public void Survival_falls()
    {
        Assert.SkipUnless(SurvivalFalls, "The process does not claim it.");
        Each((process, states) =>
        {
            foreach (var (earlier, later) in _times.Zip(_times.Skip(1)))
            {
                var (first, second) = (SquareMatrix.Kernel(process, states, earlier), SquareMatrix.Kernel(process, states, later));
                for (var v = 0; v < first.Size; v++)
                {
                    Assert.True(second[v, v] <= first[v, v] + 1e-12, $"S = {states}: symbol {v} survives B = {earlier:R} with probability {first[v, v]:R} and B = {later:R} with {second[v, v]:R}");
                }
            }
        });
    }

    /// <summary>The prior is a law.</summary>
    [Fact]
    public void The_prior_is_a_law() => Each((process, states) =>
    {
        if (Defects.OfProbabilities(SquareMatrix.Prior(process, states), 1e-9) is { } defect)
        {
            Assert.Fail($"S = {states}: the prior {defect}");
        }
    });

    /// <summary>The prior stays as it is.</summary>
    [Fact]
    public void The_prior_stays() => EachTime((process, states, b) =>
    {
        var prior = SquareMatrix.Prior(process, states);
        var after = SquareMatrix.Kernel(process, states, b).After(prior);
        Assert.True(prior.Zip(after).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9), $"S = {states}: the prior {Words.Numbers(prior)} becomes {Words.Numbers(after)} by B = {b:R}");
    });

    /// <summary>In the end every symbol has the prior as its law.</summary>
    [Fact]
    public void Every_symbol_ends_in_the_prior() => Each((process, states) =>
    {
        const double Long = 1 << 20;
        var prior = SquareMatrix.Prior(process, states);
        SquareMatrix.Kernel(process, states, Long).Each((from, to, p) =>
            Assert.True(Math.Abs(p - prior[to]) <= 1e-6, $"S = {states}: symbol {from} is {to} with probability {p:R} by B = 2^20; the prior says {prior[to]:R}"));
    });

    /// <summary>A process that says that it redraws tokens from the prior (<see cref="IRedraws"/>) has that generator.</summary>
    [Fact]
    public void What_redraws_tokens_draws_them_from_the_prior()
    {
        Assert.SkipUnless(Create().Find<IRedraws>() is not null, "The process does not say so.");
        Each((process, states) =>
        {
            var prior = SquareMatrix.Prior(process, states);
            SquareMatrix.Generator(process, states).Each((from, to, rate) => Assert.True(
                Math.Abs(rate - (prior[to] - (from == to ? 1 : 0))) <= 1e-12, $"S = {states}: the rate from {from} to {to} is {rate:R}; tokens redrawn from the prior have {prior[to] - (from == to ? 1 : 0):R}"));
        });
    }

    /// <summary>An integrated rate that is negative or no number is refused.</summary>
    [Fact]
    public void A_negative_integrated_rate_is_refused() => Each((process, states) =>
    {
        foreach (var b in new[] { -1, double.NaN })
        {
            var thrown = (Exception?)null;
            try
            {
                SquareMatrix.Kernel(process, states, b);
            }
            catch (Exception exception)
            {
                thrown = exception;
            }

            Assert.True(thrown is ArgumentOutOfRangeException, $"S = {states}: B = {b} {(thrown is null ? "gave a kernel" : $"threw {Words.Of(thrown)}")}; expected an ArgumentOutOfRangeException");
        }
    });

    /// <summary>The same question has the same answer, asked again, of another instance, and on several threads at once.</summary>
    [Fact]
    public void The_same_question_has_the_same_answer() => Each((process, states) =>
    {
        var kernels = _times.Select(b => SquareMatrix.Kernel(process, states, b)).ToList();
        var other = Create();
        for (var k = _times.Length - 1; k >= 0; k--)
        {
            Same(SquareMatrix.Kernel(process, states, _times[k]), k, "asked again");
            Same(SquareMatrix.Kernel(other, states, _times[k]), k, "of another instance");
        }

        void Same(SquareMatrix kernel, int k, string how) => kernel.Near(kernels[k], 0, (from, to, now, before) =>
            $"S = {states}, B = {_times[k]:R}, from {from} to {to}: {now:R} {how}; before, {before:R}");
    });

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_get_the_kernels_of_one() => Each((process, states) =>
    {
        var kernels = _times.Select(b => SquareMatrix.Kernel(process, states, b)).ToList();
        AtOnce.Ask(10 * _times.Length, n => SquareMatrix.Kernel(process, states, _times[n % _times.Length]).Near(kernels[n % _times.Length], 0, (from, to, now, before) =>
            $"S = {states}, B = {_times[n % _times.Length]:R}, from {from} to {to}: {now:R} on several threads at once; alone, {before:R}"));
    });

    private void Each(Action<IForwardProcess, int> check)
    {
        foreach (var states in Vocabularies)
        {
            check(Create(), states);
        }
    }

    private void EachTime(Action<IForwardProcess, int, double> check) => Each((process, states) => Array.ForEach(_times, b => check(process, states, b)));
}
