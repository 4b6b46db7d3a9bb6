using System.Runtime.InteropServices;

namespace Unmask.Tests.Testing.Suites;

internal sealed class PredictorSuite(Func<IDataDistribution, IMaskPredictor> create) : PredictorConformance
{
    protected override IMaskPredictor Create(IDataDistribution data) => create(data);
}

/// <summary>Predictors, broken and correct.</summary>
internal static class PredictorSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        Bent(nameof(PredictorConformance.Rows_are_probabilities), "adds a tenth", "sums to 1.1", (in Query _, Span<double> rows) => rows[0] += 0.1),
        Bent(nameof(PredictorConformance.Rows_are_probabilities), "gives a negative probability", "has -1 at 0", (in Query _, Span<double> rows) => (rows[0], rows[1]) = (-1, rows[0] + rows[1] + 1)),
        Bent(nameof(PredictorConformance.Rows_are_probabilities), "leaves the last row out", "has NaN at 0", (in Query query, Span<double> rows) => rows[^query.Shape.States..].Fill(double.NaN)),
        Bent(nameof(PredictorConformance.A_row_does_not_depend_on_its_batch), "is flatter in a batch", "in a batch of", (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, query.Count > 1 ? 0.1 : 0)),
        Bent(nameof(PredictorConformance.A_row_does_not_depend_on_what_else_is_asked), "is flatter for a single position", "asked alone", (in Query query, Span<double> rows) =>
        {
            for (var k = 0; k < query.Count; k++)
            {
                Flatten(query.RowsOf(k, rows), query.Shape.States, query.Positions(k).Length == 1 ? 0.1 : 0);
            }
        }),
        With(nameof(PredictorConformance.The_same_tokens_give_the_same_rows), "grows flatter with each call", "asked again", data =>
        {
            var calls = 0;
            return new BentPredictor(data, (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, 0.01 * calls++));
        }),
        With(nameof(PredictorConformance.The_same_tokens_give_the_same_rows), "starts from weights of its own", "of another instance", data =>
        {
            var own = 0.001 * (Interlocked.Increment(ref _instances) % 500);
            return new BentPredictor(data, (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, own));
        }),
        Bent(nameof(PredictorConformance.Tokens_are_left_as_they_are), "fills in what it predicts", "afterwards they are 0", (in Query query, Span<double> _) =>
            MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(query.Tokens(0)), 1)[0] = 0),
        With(nameof(PredictorConformance.Many_threads_get_the_rows_of_one), "shares a field between calls", "asked from several threads at once", data => new Shared(data)),
        With(nameof(PredictorConformance.Nothing_is_allocated_once_warm), "keeps a copy", "allocated", data =>
        {
            var kept = Array.Empty<double>();
            return new BentPredictor(data, (in Query _, Span<double> rows) => kept = rows.ToArray());
        }),
        Mapped(nameof(PredictorConformance.A_row_map_makes_the_rows), "names the map of another predictor", "by the map", 0.2, new Mixture(0.3)),
        Mapped(nameof(PredictorConformance.A_row_map_works_in_place), "clears the row before it reads it", "mapped in place", 0.2, new ClearsFirst()),
        Mapped(nameof(PredictorConformance.A_row_map_that_is_the_identity_changes_nothing), "calls a mixture the identity", "the map is called the identity", 0.2, new Mixture(0.2, isIdentity: true)),
        With(nameof(PredictorConformance.The_excess_is_that_of_all_masks), "says it is optimal", "over all masks it is", data =>
            new BentPredictor(data, (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, 0.5), new NoExcess())),
        With(nameof(PredictorConformance.What_it_says_of_noisy_tokens_are_rows_too), "says ratios instead", "sums to 2", data => new BentPredictor(data, (in Query _, Span<double> _) => { }, new Denoiser(2))),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(PredictorSuite), "mixture that denoises", () => new PredictorSuite(data => new BentPredictor(data, (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, 0.2), new Denoiser(1)))),
        new(typeof(PredictorSuite), "exact", () => new PredictorSuite(data => new BentPredictor(data, (in Query _, Span<double> _) => { }, new Mixture(0, isIdentity: true)))),
        new(typeof(PredictorSuite), "mixture", () => new PredictorSuite(data => new BentPredictor(data, (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, 0.2), new Mixture(0.2)))),
        new(typeof(PredictorSuite), "marginal", () => new PredictorSuite(data => new Marginal(data))),
        new(typeof(PredictorSuite), "tilted", () => new PredictorSuite(_ => new TiltedPredictor())),
    ];

    private delegate void Bend(in Query query, Span<double> rows);

    private static BrokenCase Bent(string test, string what, string says, Bend bend) => With(test, what, says, data => new BentPredictor(data, bend));

    private static BrokenCase Mapped(string test, string what, string says, double weight, IRowMap map) => With(
        test, what, says, data => new BentPredictor(data, (in Query query, Span<double> rows) => Flatten(rows, query.Shape.States, weight), map));

    private static BrokenCase With(string test, string what, string says, Func<IDataDistribution, IMaskPredictor> create) =>
        new(typeof(PredictorSuite), test, what, says, () => new PredictorSuite(create));

    private static void Flatten(Span<double> rows, int states, double weight)
    {
        foreach (ref var p in rows)
        {
            p = ((1 - weight) * p) + (weight / states);
        }
    }

    /// <summary>The exact predictor, with something done to its rows, and a capability or none.</summary>
    private sealed class BentPredictor(IDataDistribution data, Bend bend, object? capability = null) : IMaskPredictor
    {
        public T? Find<T>() where T : class => this as T ?? capability as T;

        public void Predict(in Query query, Span<double> rows, CancellationToken stop)
        {
            data.Find<IConditionalLaw>()!.Conditionals(query, rows, stop);
            bend(query, rows);
        }
    }

    private sealed class Mixture(double weight, bool isIdentity = false) : IRowMap
    {
        public bool IsIdentity => isIdentity;

        public void Map(ReadOnlySpan<double> exact, Span<double> row)
        {
            exact.CopyTo(row);
            Flatten(row, row.Length, weight);
        }
    }

    private sealed class ClearsFirst : IRowMap
    {
        public void Map(ReadOnlySpan<double> exact, Span<double> row)
        {
            row.Clear();
            for (var v = 0; v < row.Length; v++)
            {
                row[v] += (0.8 * exact[v]) + (0.2 / row.Length);
            }
        }
    }

    /// <summary>Says that every symbol is as likely as any other.</summary>
    private sealed class Denoiser(double total) : IDenoiserSource, IDenoiser
    {
        IDenoiser IDenoiserSource.Denoiser(IForwardProcess process, INoiseSchedule noise) => this;

        public void Denoise(double time, in Query query, Span<double> rows, CancellationToken stop) => rows[..(query.Rows * query.Shape.States)].Fill(total / query.Shape.States);
    }

    private sealed class NoExcess : ICrossEntropyExcess
    {
        public double[] Excess(InformationCurve information) => new double[information.Length];
    }

    private sealed class Marginal(IDataDistribution data) : IMaskPredictor, ICrossEntropyExcess
    {
        public void Predict(in Query query, Span<double> rows, CancellationToken stop)
        {
            for (var k = 0; k < query.Count; k++)
            {
                var own = query.RowsOf(k, rows);
                foreach (var position in query.Positions(k))
                {
                    data.Find<IWindowLaw>()!.Window(position, 1, own[..query.Shape.States]);
                    own = own[query.Shape.States..];
                }
            }
        }

        public double[] Excess(InformationCurve information) => information.Drops.ToArray();
    }

    /// <summary>A field where a local belongs, and a pause between writing and reading it.</summary>
    private sealed class Shared(IDataDistribution data) : IMaskPredictor
    {
        private int _thread;

        public void Predict(in Query query, Span<double> rows, CancellationToken stop)
        {
            _thread = Environment.CurrentManagedThreadId;
            Thread.Sleep(1);
            data.Find<IConditionalLaw>()!.Conditionals(query, rows, stop);
            Flatten(rows, query.Shape.States, _thread == Environment.CurrentManagedThreadId ? 0 : 0.5);
        }
    }
}
