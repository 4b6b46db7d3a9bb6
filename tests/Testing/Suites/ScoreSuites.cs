using System.Runtime.InteropServices;

namespace Unmask.Tests.Testing.Suites;

internal sealed class ScoreSuite(Func<IForwardProcess, INoiseSchedule, IScoreEstimator> create) : ScoreConformance
{
    protected override IScoreEstimator Create(IDataDistribution data, IForwardProcess process, INoiseSchedule noise) => create(process, noise);
}

/// <summary>Scores, broken and correct.</summary>
internal static class ScoreSuites
{
    private static int _instances;

    public static IEnumerable<BrokenCase> Broken =>
    [
        Bent(nameof(ScoreConformance.Ratios_are_finite_and_at_least_0), "turns a ratio round", "expected finite numbers of at least 0", (in Query _, Span<double> ratios) => ratios[0] = -1),
        Bent(nameof(ScoreConformance.Ratios_are_finite_and_at_least_0), "divides by 0", "the ratios are (Infinity", (in Query _, Span<double> ratios) => ratios[0] = double.PositiveInfinity),
        Bent(nameof(ScoreConformance.Ratios_are_finite_and_at_least_0), "leaves the last row out", "NaN", (in Query query, Span<double> ratios) => ratios[^query.Shape.States..].Fill(double.NaN)),
        Bent(nameof(ScoreConformance.The_symbol_that_is_there_has_the_ratio_1), "has rates there", "which is there, is 2; expected 1", (in Query _, Span<double> ratios) => Scale(ratios, 2)),
        Bent(nameof(ScoreConformance.A_row_does_not_depend_on_its_batch), "grows in a batch", "in a batch of", (in Query query, Span<double> ratios) => Scale(ratios, query.Count > 1 ? 1.1 : 1)),
        Bent(nameof(ScoreConformance.A_row_does_not_depend_on_what_else_is_asked), "grows for a single position", "asked alone", (in Query query, Span<double> ratios) =>
        {
            for (var k = 0; k < query.Count; k++)
            {
                Scale(query.RowsOf(k, ratios), query.Positions(k).Length == 1 ? 1.1 : 1);
            }
        }),
        With(nameof(ScoreConformance.The_same_time_and_tokens_give_the_same_ratios), "grows with each call", "asked again", (process, noise) =>
        {
            var calls = 0;
            return new Flat(process, noise, (in Query _, Span<double> ratios) => Scale(ratios, 1 + (0.01 * calls++)));
        }),
        With(nameof(ScoreConformance.The_same_time_and_tokens_give_the_same_ratios), "starts from weights of its own", "of another instance", (process, noise) =>
        {
            var own = 1 + (0.001 * (Interlocked.Increment(ref _instances) % 500));
            return new Flat(process, noise, (in Query _, Span<double> ratios) => Scale(ratios, own));
        }),
        Bent(nameof(ScoreConformance.Tokens_are_left_as_they_are), "jumps at once", "afterwards they are", (in Query query, Span<double> _) =>
        {
            ref var first = ref MemoryMarshal.GetReference(query.Tokens(0));
            first = (first + 1) % query.Shape.States;
        }),
        With(nameof(ScoreConformance.Many_threads_get_the_ratios_of_one), "shares a field between calls", "asked from several threads at once", (process, noise) =>
        {
            var thread = 0;
            return new Flat(process, noise, (in Query _, Span<double> ratios) =>
            {
                thread = Environment.CurrentManagedThreadId;
                Thread.Sleep(1);
                Scale(ratios, thread == Environment.CurrentManagedThreadId ? 1 : 2);
            });
        }),
        With(nameof(ScoreConformance.Nothing_is_allocated_once_warm), "keeps a copy", "allocated", (process, noise) =>
        {
            var kept = Array.Empty<double>();
            return new Flat(process, noise, (in Query _, Span<double> ratios) => kept = ratios.ToArray());
        }),
    ];

    public static IEnumerable<CorrectCase> Correct =>
    [
        new(typeof(ScoreSuite), "of the uniform law", () => new ScoreSuite((process, noise) => new Flat(process, noise, (in Query _, Span<double> _) => { }))),
        new(typeof(ScoreSuite), "of the uniform law, without masks only", () => new ScoreSuite((process, noise) => new Maskless(process, noise))),
    ];

    private delegate void Bend(in Query query, Span<double> ratios);

    private static BrokenCase Bent(string test, string what, string says, Bend bend) => With(test, what, says, (process, noise) => new Flat(process, noise, bend));

    private static BrokenCase With(string test, string what, string says, Func<IForwardProcess, INoiseSchedule, IScoreEstimator> create) =>
        new(typeof(ScoreSuite), test, what, says, () => new ScoreSuite(create));

    private static void Scale(Span<double> ratios, double factor)
    {
        foreach (ref var ratio in ratios)
        {
            ratio *= factor;
        }
    }

    /// <summary>The score of the uniform law, with something done to it.</summary>
    private class Flat(IForwardProcess process, INoiseSchedule noise, Bend bend) : IScoreEstimator
    {
        public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
        {
            ratios[..(query.Rows * query.Shape.States)].Fill(process.Symbols(2) == 2 ? 1 : 1 / (query.Shape.States * (Math.Exp(noise.Integral(time)) - 1)));
            bend(query, ratios);
        }
    }

    private sealed class Maskless(IForwardProcess process, INoiseSchedule noise) : Flat(process, noise, (in Query _, Span<double> _) => { }), IValidates
    {
        private readonly bool _masks = process.HasMask(new Shape(1, 2));

        public void Validate(Shape shape, Problems problems)
        {
            if (_masks)
            {
                problems.Add("Expected a process without a mask.");
            }
        }
    }
}
