using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>The cells that metrics are tried on.</summary>
internal static class SmallCells
{
    private static readonly Shape _shape = new(3, 2);

    /// <summary>Complete pipelines whose laws can be enumerated: sizes chosen in advance, an order that looks at rows, one token only.</summary>
    public static IReadOnlyList<SmallCell> Complete =>
    [
        Cell("sizes of two", TableLaw.Random(_shape, 1), TableLaw.Random(_shape, 2), Sizes(2)),
        Cell("everything at once, exact predictor", TableLaw.Random(new(2, 3), 3), TableLaw.Random(new(2, 3), 3), Sizes(2)),
        Cell("one or two tokens by their rows", TableLaw.Random(_shape, 4), TableLaw.Random(_shape, 5), new Hesitant()),
        Cell("one token", TableLaw.Random(new(1, 4), 6), TableLaw.Random(new(1, 4), 7), Sizes(1)),
    ];

    /// <summary>Pipelines that lack a section.</summary>
    public static IReadOnlyList<SmallCell> Incomplete =>
    [
        new("data alone", TableLaw.Random(_shape, 1), null, null, null),
        new("no schedule", TableLaw.Random(_shape, 1), TableLaw.Random(_shape, 2), null, null),
        new("no predictor", TableLaw.Random(_shape, 1), null, Sizes(2), new ScheduledSampler(Sizes(2))),
        new("no sampler", TableLaw.Random(_shape, 1), TableLaw.Random(_shape, 2), Sizes(2), null),
    ];

    /// <summary>All of these, and the complete ones as if they were too large to enumerate.</summary>
    public static IEnumerable<SmallCell> All => [.. Complete, .. Complete.Select(cell => cell.BeyondEnumeration()), .. Incomplete];

    /// <summary>Laws to compare with one another.</summary>
    public static IReadOnlyList<TableLaw> Laws { get; } = [TableLaw.Random(_shape, 11), TableLaw.Random(_shape, 12), TableLaw.Random(_shape, 13)];

    /// <summary>A cell whose data law and generated law are these: one token a step, by the conditionals of the second.</summary>
    public static SmallCell Of(TableLaw data, TableLaw generated) =>
        Cell(data == generated ? "equal laws" : "two laws", data, generated, Sizes(1));

    private static SmallCell Cell(string name, TableLaw data, IMaskPredictor predictor, ISchedule schedule) =>
        new(name, data, new TabledPredictor(data.Shape, predictor), schedule, new ScheduledSampler(schedule));

    private static UniformPositions Sizes(int size) => new(new EqualSizes(size));

    /// <summary>Reveals the surest position, and with the probability of its likeliest symbol the next one too: calls vary from sequence to sequence.</summary>
    private sealed class Hesitant : ISchedule
    {
        public Observes Observes => Observes.Rows;

        public void Reveal(in Step step, in Rows rows, IChoices choose)
        {
            var top = 0.0;
            foreach (var p in rows[0])
            {
                top = Math.Max(top, p);
            }

            Span<double> coin = [1 - top, top];
            choose.RevealLowest(rows, 1 + choose.Pick(coin), Numerics.Entropies.Entropy);
        }
    }
}
