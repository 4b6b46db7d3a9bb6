using Unmask.Numerics;

namespace Unmask.Testing;

/// <summary>The contract of <see cref="IMaskPredictor"/> and of the capabilities it has, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyPredictorTests : PredictorConformance
/// {
///     protected override IMaskPredictor Create(IDataDistribution data) => new MyPredictor(new MyPredictorOptions(), data);
/// }
/// </code></example>
public abstract class PredictorConformance
{
    /// <summary>Creates the predictor, a new instance at each call.</summary>
    /// <param name="data">The data law it is to serve; one that knows nothing of the law takes its shape only.</param>
    protected abstract IMaskPredictor Create(IDataDistribution data);

    /// <summary>
    /// The data laws to try. Those the predictor refuses as <see cref="IValidates"/> are left out; at least one has to remain.
    /// Where there are at most 1024 partly masked sequences all of them are asked for, elsewhere some are drawn.
    /// </summary>
    protected virtual IReadOnlyList<IDataDistribution> Laws =>
        [TableLaw.Random(new Shape(1, 4), 1), TableLaw.Random(new Shape(3, 3), 2), TableLaw.RandomWithZeros(new Shape(4, 2), 3)];

    /// <summary>Whether a prediction allocates nothing once warm, as the contract says.</summary>
    protected virtual bool AllocatesNothing => true;

    /// <summary>How far the same row may differ between two calls: 0, unless hardware sums in another order for another batch.</summary>
    protected virtual double Tolerance => 0;

    /// <summary>Rows are probabilities: at least 0, and their sum is 1.</summary>
    [Fact]
    public void Rows_are_probabilities() => EachLaw((_, _, batch) => RowTests.AreProbabilities(batch));

    /// <summary>A row does not depend on the batch it is asked for in.</summary>
    [Fact]
    public void A_row_does_not_depend_on_its_batch() => EachLaw((_, predictor, batch) =>
        RowTests.DoNotDependOnTheBatch(predictor.Predict, batch, Tolerance));

    /// <summary>A row does not depend on which other positions of its sequence are asked for.</summary>
    [Fact]
    public void A_row_does_not_depend_on_what_else_is_asked() => EachLaw((_, predictor, batch) =>
        RowTests.DoNotDependOnWhatElseIsAsked(predictor.Predict, batch, Tolerance));

    /// <summary>The same tokens give the same rows, asked again or of another instance.</summary>
    [Fact]
    public void The_same_tokens_give_the_same_rows() => EachLaw((data, predictor, batch) =>
    {
        RowTests.Same(Ask(predictor, batch), batch, Tolerance, "asked again", "before");
        RowTests.Same(Ask(Create(data), batch), batch, Tolerance, "of another instance", "before");
    });

    /// <summary>Tokens and positions are read, never written.</summary>
    [Fact]
    public void Tokens_are_left_as_they_are() => EachLaw((_, predictor, batch) =>
    {
        foreach (var (x, positions) in batch.Tokens.Zip(batch.Positions))
        {
            int[] tokens = [.. x], asked = [.. positions], offsets = [0, positions.Length];
            predictor.Predict(new Query(batch.Shape, tokens, offsets, asked), new double[positions.Length * batch.Shape.States], CancellationToken.None);
            Assert.True(
                tokens.SequenceEqual(x) && asked.SequenceEqual(positions) && offsets.SequenceEqual([0, positions.Length]),
                $"{Words.Of(batch.Shape)}, tokens {Words.Tokens(x, batch.Shape.Mask)}: afterwards they are {Words.Tokens(tokens, batch.Shape.Mask)}, the positions {Words.Set(asked)}");
        }
    });

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_get_the_rows_of_one() => EachLaw((_, predictor, batch) => AtOnce.Ask(batch.Tokens.Count, k =>
    {
        var now = Batch.Ask(predictor.Predict, batch.Shape, [batch.Tokens[k]], [batch.Positions[k]]);
        RowTests.Same(now, batch.Only(k), Tolerance, "asked from several threads at once", "before");
    }));

    /// <summary>Once warm, a prediction allocates nothing.</summary>
    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Assert.SkipUnless(AllocatesNothing, "The predictor does not promise it.");
        EachLaw((_, predictor, batch) =>
        {
            var (tokens, positions) = (batch.Tokens[^1], batch.Positions[^1]);
            var (offsets, rows) = (new[] { 0, positions.Length }, new double[positions.Length * batch.Shape.States]);
            Allocation.IsNone(
                $"{Words.Of(batch.Shape)}, {positions.Length} rows",
                predictor,
                () => predictor.Predict(new Query(batch.Shape, tokens, offsets, positions), rows, CancellationToken.None));
        });
    }

    /// <summary>The map of <see cref="IRowMap"/> makes the predictor's rows out of the exact conditionals.</summary>
    [Fact]
    public void A_row_map_makes_the_rows() => EachMap((map, exact, row, place) =>
    {
        var mapped = new double[row.Length];
        map.Map(exact, mapped);
        RowTests.Near(place, mapped, row, Math.Max(Tolerance, 1e-12), "by the map", "predicted");
    });

    /// <summary>A map may be given one memory for both rows.</summary>
    [Fact]
    public void A_row_map_works_in_place() => EachMap((map, exact, _, place) =>
    {
        var (mapped, own) = (new double[exact.Length], (double[])exact.Clone());
        map.Map(exact, mapped);
        map.Map(own, own);
        RowTests.Near(place, own, mapped, 0, "mapped in place", "mapped to another");
    });

    /// <summary>A map that calls itself the identity changes nothing.</summary>
    [Fact]
    public void A_row_map_that_is_the_identity_changes_nothing() => EachMap((map, exact, row, place) =>
    {
        if (map.IsIdentity)
        {
            RowTests.Near(place, row, exact, Math.Max(Tolerance, 1e-12), "predicted, and the map is called the identity", "by the law");
        }
    });

    /// <summary>The excess of <see cref="ICrossEntropyExcess"/> is the average divergence over all masks.</summary>
    [Fact]
    public void The_excess_is_that_of_all_masks()
    {
        var any = false;
        EachLaw((data, predictor, batch) =>
        {
            if (predictor.Find<ICrossEntropyExcess>() is { } knows && batch.IsComplete && TableLaw.Of(data) is { } law)
            {
                any = true;
                var rows = batch.All.ToDictionary(one => (string.Join(' ', one.Tokens), one.Position), one => one.Row);
                var expected = MaskAverage.Of(law, (x, i) => Entropies.Divergence(law.Conditional(x, i), rows[(string.Join(' ', x), i)]));
                Curve.Near($"{Words.Of(law.Shape)}, excess", expected, knows.Excess(MaskAverage.Information(law)), Math.Max(Tolerance, 1e-9));
            }
        });
        Assert.SkipUnless(any, "The predictor does not say that it knows its excess.");
    }

    /// <summary>What a denoiser (<see cref="IDenoiserSource"/>) says of noisy tokens are rows too: probabilities that depend on their own sequence only.</summary>
    [Fact]
    public void What_it_says_of_noisy_tokens_are_rows_too()
    {
        const int Most = 32;
        var (any, noise) = (false, new ConstantNoise());
        EachLaw((data, predictor, _) =>
        {
            if (predictor.Find<IDenoiserSource>()?.Denoiser(new RedrawnTokens(masks: false), noise) is { } denoiser && denoiser.Check().Possible)
            {
                any = true;
                List<int[]> tokens = [.. Sequences.AllOrDrawn(data).Take(Most)];
                List<int[]> positions = [.. tokens.Select(x => Enumerable.Range(0, x.Length).ToArray())];
                RowsOf ask = (in Query query, Span<double> rows, CancellationToken stop) => denoiser.Denoise(0.4 * noise.End, query, rows, stop);
                var batch = Batch.Ask(ask, data.Shape, tokens, positions);
                RowTests.AreProbabilities(batch);
                RowTests.DoNotDependOnTheBatch(ask, batch, Tolerance);
                RowTests.DoNotDependOnWhatElseIsAsked(ask, batch, Tolerance);
            }
        });
        Assert.SkipUnless(any, "The predictor does not say that it denoises.");
    }

    private static Batch Ask(IMaskPredictor predictor, Batch batch) => Batch.Ask(predictor.Predict, batch.Shape, batch.Tokens, batch.Positions);

    private void EachLaw(Action<IDataDistribution, IMaskPredictor, Batch> check)
    {
        var laws = Valid.Of(Laws.Select(law => ((Law: law, Predictor: Create(law)), Refusal: Valid.Refusal(Create(law), law.Shape))));
        foreach (var (law, predictor) in laws)
        {
            check(law, predictor, Batch.Ask(predictor.Predict, law.Shape, Sequences.MaskedOrDrawn(law)));
        }
    }

    private void EachMap(Action<IRowMap, double[], double[], string> check)
    {
        var any = false;
        EachLaw((data, predictor, batch) =>
        {
            if (predictor.Find<IRowMap>() is { } map && data.Find<IConditionalLaw>() is { } law)
            {
                any = true;
                var exact = Batch.Ask(law.Conditionals, batch.Shape, batch.Tokens, batch.Positions);
                foreach (var (before, after) in exact.All.Zip(batch.All))
                {
                    check(map, before.Row, after.Row, after.Place);
                }
            }
        });
        Assert.SkipUnless(any, "The predictor does not say that it is a map of the exact conditionals.");
    }
}
