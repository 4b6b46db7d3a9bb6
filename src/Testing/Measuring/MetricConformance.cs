namespace Unmask.Testing;

/// <summary>The contract of <see cref="IMetric"/>, a test for each sentence, on small cells whose laws are known.</summary>
/// <remarks>
/// The cells come in two forms: as they are, where everything can be enumerated, and as if they were too large for it, where a
/// metric that can estimate has to. What it reports in both is compared.
/// </remarks>
/// <example><code>
/// public sealed class MyDistanceTests : MetricConformance
/// {
///     protected override IMetric Create(ICell cell) => new MyDistance(new MyDistanceOptions());
///
///     protected override IReadOnlyCollection&lt;string&gt; ZeroOnEqualLaws => Names;
/// }
/// </code></example>
public abstract class MetricConformance
{
    private const double Rounding = 1e-9;

    /// <summary>Creates the metric, a new instance at each call.</summary>
    /// <param name="cell">The cell it is to measure: where its constructor takes components, they are found there.</param>
    protected abstract IMetric Create(ICell cell);

    /// <summary>The names of the values it may report, below its label; empty is the metric's own value.</summary>
    protected virtual IReadOnlyCollection<string> Names => [""];

    /// <summary>
    /// A cell to be asked for what the suite's cells do not have: components of sections that are not about sequences, such as a score, and what a host derives
    /// from them. None unless overridden.
    /// </summary>
    /// <param name="cell">The suite's cell.</param>
    /// <param name="enumerable">Whether laws can be enumerated in it.</param>
    protected virtual ICell? Further(ICell cell, bool enumerable) => null;

    /// <summary>Those of its values that are 0 where the generated law is the data law.</summary>
    protected virtual IReadOnlyCollection<string> ZeroOnEqualLaws => [];

    /// <summary>Those of its values that stay the same when the two laws change places.</summary>
    protected virtual IReadOnlyCollection<string> Symmetric => [];

    /// <summary>Those of its values for which a way round is never shorter: <c>d(p, r) ≤ d(p, q) + d(q, r)</c>.</summary>
    protected virtual IReadOnlyCollection<string> TriangleInequality => [];

    /// <summary>What the check lets through can be measured, and has a value.</summary>
    [Fact]
    public void What_the_check_lets_through_has_a_value() => Each((_, cell, measured) =>
        Assert.True(measured.Problems.Count > 0 || measured.Values.Count > 0, $"{cell}: the check let it through, but no value was reported"));

    /// <summary>Some cell is let through: a complete pipeline of a few tokens.</summary>
    [Fact]
    public void A_complete_pipeline_is_measured()
    {
        var refusals = Complete.Select(cell => Measurement.Of(Create(cell), cell)).ToList();
        Assert.True(refusals.Exists(measured => measured.Problems.Count == 0), $"every complete pipeline is refused: {string.Join("; ", refusals[0].Problems.Select(problem => problem.Message))}");
    }

    /// <summary>A refusal says why.</summary>
    [Fact]
    public void A_refusal_says_why() => Each((_, cell, measured) =>
        Assert.True(measured.Problems.All(problem => !string.IsNullOrWhiteSpace(problem.Message)), $"{cell}: refused without a reason"));

    /// <summary>The check is quick: it derives nothing.</summary>
    [Fact]
    public void Nothing_is_derived_by_the_check()
    {
        foreach (var cell in All)
        {
            var (metric, before) = (Create(cell), cell.Derivations);
            metric.Check(cell, new Problems());
            Assert.True(cell.Derivations == before, $"{cell}: the check derived something; ask whether it can be derived instead");
        }
    }

    /// <summary>A request for samples is for at least two.</summary>
    [Fact]
    public void A_request_is_for_at_least_two_samples() => Each((_, cell, measured) =>
        Assert.True(measured.Request is null or { Count: >= 2 }, $"{cell}: asked for {measured.Request?.Count} samples; a standard error needs at least 2"));

    /// <summary>Values have the names that were declared.</summary>
    [Fact]
    public void Values_have_declared_names() => EachValue((cell, value) =>
        Assert.True(Names.Contains(value.Name), $"{cell}: reported '{value.Name}'; {nameof(Names)} of the test class declares {string.Join(", ", Names.Select(name => $"'{name}'"))}"));

    /// <summary>Values say how they were computed.</summary>
    [Fact]
    public void Values_say_how_they_were_computed() => EachValue((cell, value) =>
        Assert.False(string.IsNullOrWhiteSpace(value.Method), $"{cell}: {value.Title} does not say by which method it was computed"));

    /// <summary>A name has one value, or a list numbered from 0.</summary>
    [Fact]
    public void A_name_has_one_value_or_a_list_from_0() => Each((_, cell, measured) =>
    {
        foreach (var same in measured.Values.GroupBy(value => value.Name))
        {
            var indices = same.Select(value => value.Index).ToList();
            var isList = indices.SequenceEqual(Enumerable.Range(0, indices.Count).Select(k => (int?)k));
            Assert.True(isList || indices is [null], $"{cell}: '{same.Key}' has the indices {string.Join(", ", indices.Select(index => index is { } given ? $"{given}" : "none"))}; expected one value without, or 0, 1, … in order");
        }
    });

    /// <summary>An estimate has a standard error that is a number of at least 0, and says how many samples it is from.</summary>
    [Fact]
    public void Standard_errors_are_numbers_with_samples() => EachValue((cell, value) =>
    {
        if (value.Error is { } error)
        {
            Assert.True(error >= 0 && double.IsFinite(error), $"{cell}: {value.Title} has a standard error of {error:R}; expected a number of at least 0, or none where it is exact");
            Assert.True(value.Samples >= 2, $"{cell}: {value.Title} has a standard error, but is from {(value.Samples is { } samples ? $"{samples}" : "no")} samples");
        }
    });

    /// <summary>The parts of a value, where it has some, are means of groups of its samples: their mean is the value.</summary>
    [Fact]
    public void Parts_have_the_value_as_their_mean()
    {
        foreach (var cell in Complete.Select(cell => cell.BeyondEnumeration()))
        {
            foreach (var value in Measurement.Of(Create(cell), cell).Values.Where(value => value.Parts is not null))
            {
                var (parts, samples) = (value.Parts!, value.Samples);
                Assert.True(samples >= parts.Count && parts.Count is >= 2 and <= SampleGroups.Most, $"{cell}: {value.Title} has {parts.Count} parts, of {samples} samples; expected 2 to {SampleGroups.Most} parts");
                long First(int k) => (long)((Int128)k * samples!.Value / parts.Count);
                var mean = parts.Select((part, k) => part * (First(k + 1) - First(k))).Sum() / samples!.Value;
                Assert.True(Math.Abs(mean - value.Value) <= Rounding * Math.Max(1, Math.Abs(value.Value)), $"{cell}: {value.Title} is {value}, but its parts have the mean {mean:R}");
            }
        }
    }

    /// <summary>Where a value can be had exactly and as an estimate, they agree within 4 standard errors.</summary>
    [Fact]
    public void Estimates_agree_with_exact_values()
    {
        var any = false;
        foreach (var cell in Complete)
        {
            var (whole, beyond) = (Measurement.Of(Create(cell), cell), Measurement.Of(Create(cell.BeyondEnumeration()), cell.BeyondEnumeration()));
            foreach (var (exact, estimate) in from exact in whole.Values
                                              from estimate in beyond.Values
                                              where (exact.Name, exact.Index) == (estimate.Name, estimate.Index) && exact.Error is null && estimate.Error is not null
                                              select (exact, estimate))
            {
                any = true;
                Assert.True(
                    Math.Abs(exact.Value - estimate.Value) <= (4 * estimate.Error!.Value) + Rounding,
                    $"{cell}: {exact.Title} is {exact} exactly, and {estimate} as an estimate");
            }
        }

        Assert.SkipUnless(any, "The metric has no value that is exact in a small space and an estimate elsewhere.");
    }

    /// <summary>The same cell has the same values, measured again or by another instance.</summary>
    [Fact]
    public void The_same_cell_has_the_same_values() => Each((metric, cell, measured) =>
    {
        Same(cell, measured, Measurement.Of(metric, cell), 0, "measured again");
        Same(cell, measured, Measurement.Of(Create(cell), cell), 0, "by another instance");
    });

    /// <summary>Values do not depend on how samples are split into blocks, up to rounding.</summary>
    [Fact]
    public void Values_do_not_depend_on_how_samples_are_split()
    {
        var any = false;
        Each((metric, cell, measured) =>
        {
            if (measured.Request is not null)
            {
                any = true;
                Same(cell, measured, Measurement.Of(metric, cell, 1), Rounding, "from blocks of one sample");
                Same(cell, measured, Measurement.Of(metric, cell, 1000), Rounding, "from blocks of 1000 samples");
            }
        });
        Assert.SkipUnless(any, "The metric looks at no samples.");
    }

    /// <summary>One instance measures on several threads at once.</summary>
    [Fact]
    public void Many_threads_measure_as_one() => Each((metric, cell, measured) =>
        AtOnce.Ask(4, _ => Same(cell, measured, Measurement.Of(metric, cell), 0, "measured on several threads at once")));

    /// <summary>What is claimed to be 0 where the two laws are equal is.</summary>
    [Fact]
    public void Equal_laws_have_no_distance()
    {
        Assert.SkipUnless(ZeroOnEqualLaws.Count > 0, "The metric claims it of no value.");
        foreach (var law in SmallCells.Laws)
        {
            var cell = SmallCells.Of(law, law);
            foreach (var value in Claimed(cell, ZeroOnEqualLaws))
            {
                Assert.True(Math.Abs(value.Value) <= Tolerance(value), $"{cell}: {value.Title} is {value}; expected 0");
            }
        }
    }

    /// <summary>What is claimed to stay when the two laws change places does.</summary>
    [Fact]
    public void Claimed_values_are_symmetric()
    {
        Assert.SkipUnless(Symmetric.Count > 0, "The metric claims it of no value.");
        var laws = SmallCells.Laws;
        foreach (var (p, q) in laws.Zip(laws.Skip(1)))
        {
            foreach (var (there, back) in Claimed(SmallCells.Of(p, q), Symmetric).Zip(Claimed(SmallCells.Of(q, p), Symmetric)))
            {
                Assert.True(Math.Abs(there.Value - back.Value) <= Tolerance(there, back), $"two laws: {there.Title} is {there}, and {back} when they change places");
            }
        }
    }

    /// <summary>Where it is claimed, a way round is never shorter.</summary>
    [Fact]
    public void A_way_round_is_never_shorter()
    {
        Assert.SkipUnless(TriangleInequality.Count > 0, "The metric claims it of no value.");
        foreach (var (p, q, r) in from p in SmallCells.Laws from q in SmallCells.Laws from r in SmallCells.Laws select (p, q, r))
        {
            foreach (var ((whole, first), second) in Claimed(SmallCells.Of(p, r), TriangleInequality)
                         .Zip(Claimed(SmallCells.Of(p, q), TriangleInequality)).Zip(Claimed(SmallCells.Of(q, r), TriangleInequality)))
            {
                Assert.True(
                    whole.Value <= first.Value + second.Value + Tolerance(whole, first, second),
                    $"three laws: {whole.Title} is {whole}, but {first} and {second} by way of a third");
            }
        }
    }

    private IEnumerable<SmallCell> Complete => SmallCells.Complete.Select(cell => cell.With(Further));

    private IEnumerable<SmallCell> All => SmallCells.All.Select(cell => cell.With(Further));

    private static double Tolerance(params Reported[] values) => Rounding + values.Sum(value => 4 * (value.Error ?? 0));

    private static void Same(SmallCell cell, Measurement before, Measurement now, double tolerance, string how)
    {
        Assert.True(
            before.Values.Select(value => value.Title).SequenceEqual(now.Values.Select(value => value.Title)),
            $"{cell}: {how} it reports {string.Join(", ", now.Values.Select(value => value.Title))}; before, {string.Join(", ", before.Values.Select(value => value.Title))}");
        foreach (var (one, other) in before.Values.Zip(now.Values))
        {
            Assert.True(Near(one.Value, other.Value) && Near(one.Error ?? 0, other.Error ?? 0), $"{cell}: {one.Title} is {other} {how}; before, {one}");
            Assert.True(
                (one.Parts ?? []).Count == (other.Parts ?? []).Count && (one.Parts ?? []).Zip(other.Parts ?? [], Near).All(near => near),
                $"{cell}: the parts of {one.Title} are others {how}");
        }

        bool Near(double one, double other) => one.Equals(other) || Math.Abs(one - other) <= tolerance * Math.Max(1, Math.Abs(one));
    }

    private void Each(Action<IMetric, SmallCell, Measurement> check)
    {
        foreach (var cell in All)
        {
            var metric = Create(cell);
            check(metric, cell, Measurement.Of(metric, cell));
        }
    }

    private void EachValue(Action<SmallCell, Reported> check) => Each((_, cell, measured) =>
    {
        foreach (var value in measured.Values)
        {
            check(cell, value);
        }
    });

    private List<Reported> Claimed(SmallCell cell, IReadOnlyCollection<string> names)
    {
        var values = Measurement.Of(Create(cell), cell).Values.Where(value => names.Contains(value.Name)).ToList();
        Assert.True(values.Count > 0, $"{cell}: none of the values that are claimed to have this property was reported");
        return values;
    }
}
