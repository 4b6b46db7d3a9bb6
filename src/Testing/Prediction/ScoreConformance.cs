namespace Unmask.Testing;

/// <summary>The contract of <see cref="IScoreEstimator"/>, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyScoreTests : ScoreConformance
/// {
///     protected override IScoreEstimator Create(IDataDistribution data, IForwardProcess process, INoiseSchedule noise) => new MyScore(process, noise);
/// }
/// </code></example>
public abstract class ScoreConformance
{
    /// <summary>Creates the score, a new instance at each call.</summary>
    /// <param name="data">The data law it is to serve; one that knows nothing of the law takes its shape only.</param>
    /// <param name="process">One of <see cref="Processes"/>.</param>
    /// <param name="noise">One of <see cref="Noises"/>.</param>
    protected abstract IScoreEstimator Create(IDataDistribution data, IForwardProcess process, INoiseSchedule noise);

    /// <summary>
    /// The data laws to try. What the score refuses as <see cref="IValidates"/> is left out; something has to remain. Where there are at most 1024
    /// sequences, partly masked ones under a process with a mask, all of them are asked for, elsewhere some are drawn.
    /// </summary>
    protected virtual IReadOnlyList<IDataDistribution> Laws => [TableLaw.Random(new Shape(1, 4), 1), TableLaw.Random(new Shape(3, 3), 2), TableLaw.RandomWithZeros(new Shape(4, 2), 3)];

    /// <summary>The processes to try: a score may serve one only.</summary>
    protected virtual IReadOnlyList<IForwardProcess> Processes => [new RedrawnTokens(masks: true), new RedrawnTokens(masks: false)];

    /// <summary>The noises to try; each at times from near 0 to its end.</summary>
    protected virtual IReadOnlyList<INoiseSchedule> Noises => [new ConstantNoise()];

    /// <summary>Whether an estimate allocates nothing once warm at a time, as the contract says.</summary>
    protected virtual bool AllocatesNothing => true;

    /// <summary>How far the same ratio may differ between two calls, relative to the larger of it and 1: 0, unless hardware sums in another order for another batch.</summary>
    protected virtual double Tolerance => 0;

    /// <summary>Ratios are finite and at least 0.</summary>
    [Fact]
    public void Ratios_are_finite_and_at_least_0() => Each((_, _, batch) =>
    {
        foreach (var (_, _, row, place) in batch.All)
        {
            Assert.True(row.All(ratio => ratio >= 0 && double.IsFinite(ratio)), $"{place}: the ratios are {Words.Numbers(row)}; expected finite numbers of at least 0");
        }
    });

    /// <summary>Without a mask the symbol that is there has the ratio 1.</summary>
    [Fact]
    public void The_symbol_that_is_there_has_the_ratio_1()
    {
        var any = false;
        Each((_, _, batch) =>
        {
            foreach (var (tokens, position, row, place) in batch.All.Where(one => one.Tokens[one.Position] < batch.Shape.States))
            {
                any = true;
                Assert.True(row[tokens[position]] == 1, $"{place}: the ratio of {tokens[position]}, which is there, is {row[tokens[position]]:R}; expected 1");
            }
        });
        Assert.SkipUnless(any, "The score is for processes with a mask.");
    }

    /// <summary>A ratio does not depend on the batch it is asked for in.</summary>
    [Fact]
    public void A_row_does_not_depend_on_its_batch() => Each((_, ask, batch) => RowTests.DoNotDependOnTheBatch(ask, batch, Tolerance));

    /// <summary>A ratio does not depend on which other positions of its sequence are asked for.</summary>
    [Fact]
    public void A_row_does_not_depend_on_what_else_is_asked() => Each((_, ask, batch) => RowTests.DoNotDependOnWhatElseIsAsked(ask, batch, Tolerance));

    /// <summary>The same time and tokens give the same ratios, asked again or of another instance.</summary>
    [Fact]
    public void The_same_time_and_tokens_give_the_same_ratios() => Each((again, ask, batch) =>
    {
        RowTests.Same(Ask(ask, batch), batch, Tolerance, "asked again", "before");
        RowTests.Same(Ask(again(), batch), batch, Tolerance, "of another instance", "before");
    });

    /// <summary>Tokens and positions are read, never written.</summary>
    [Fact]
    public void Tokens_are_left_as_they_are() => Each((_, ask, batch) =>
    {
        int[] tokens = [.. batch.Tokens[^1]], asked = [.. batch.Positions[^1]], offsets = [0, asked.Length];
        ask(new Query(batch.Shape, tokens, offsets, asked), new double[asked.Length * batch.Shape.States], CancellationToken.None);
        Assert.True(
            tokens.SequenceEqual(batch.Tokens[^1]) && asked.SequenceEqual(batch.Positions[^1]) && offsets.SequenceEqual([0, asked.Length]),
            $"{Words.Of(batch.Shape)}, tokens {Words.Tokens(batch.Tokens[^1], batch.Shape.Mask)}: afterwards they are {Words.Tokens(tokens, batch.Shape.Mask)}, the positions {Words.Set(asked)}");
    });

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_get_the_ratios_of_one() => Each((_, ask, batch) => AtOnce.Ask(batch.Tokens.Count, k =>
        RowTests.Same(Batch.Ask(ask, batch.Shape, [batch.Tokens[k]], [batch.Positions[k]]), batch.Only(k), Tolerance, "asked from several threads at once", "before")));

    /// <summary>Once warm at a time, an estimate allocates nothing.</summary>
    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Assert.SkipUnless(AllocatesNothing, "The score does not promise it.");
        Each((_, ask, batch) =>
        {
            var (tokens, positions) = (batch.Tokens[^1], batch.Positions[^1]);
            var (offsets, ratios) = (new[] { 0, positions.Length }, new double[positions.Length * batch.Shape.States]);
            Allocation.IsNone($"{Words.Of(batch.Shape)}, {positions.Length} rows", this, () => ask(new Query(batch.Shape, tokens, offsets, positions), ratios, CancellationToken.None));
        });
    }

    private static Batch Ask(RowsOf ask, Batch batch) => Batch.Ask(ask, batch.Shape, batch.Tokens, batch.Positions);

    private static RowsOf At(IScoreEstimator score, double time) => (in Query query, Span<double> ratios, CancellationToken stop) => score.Score(time, query, ratios, stop);

    /// <summary>Every law, process, noise and time that is not refused: how to ask another instance, how to ask this one, and what this one answered.</summary>
    private void Each(Action<Func<RowsOf>, RowsOf, Batch> check)
    {
        var settings = Valid.Of(
            from law in Laws
            from process in Processes
            from noise in Noises
            select ((Law: law, Process: process, Noise: noise, Score: Create(law, process, noise)), Refusal: Valid.Refusal(Create(law, process, noise), law.Shape)));
        foreach (var (law, process, noise, score) in settings)
        {
            foreach (var time in new[] { 1e-9 * noise.End, 0.4 * noise.End, noise.End })
            {
                var tokens = process.Symbols(law.Shape.States) > law.Shape.States ? Sequences.MaskedOrDrawn(law) : Sequences.AllOrDrawn(law);
                IReadOnlyList<int[]> positions = process.Symbols(law.Shape.States) > law.Shape.States
                    ? [.. tokens.Select(x => Sequences.MaskedPositions(law.Shape, x))]
                    : [.. tokens.Select(x => Enumerable.Range(0, x.Length).ToArray())];
                check(() => At(Create(law, process, noise), time), At(score, time), Batch.Ask(At(score, time), law.Shape, tokens, positions));
            }
        }
    }
}
