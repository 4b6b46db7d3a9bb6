using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

public class RecordedDrawingTests
{
    private static readonly Shape Small = new(5, 3);

    private static readonly SamplingRule Entropy = new(Small, new Plain(new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 2, Entropies.Entropy))), TableLaw.Random(Small, 4));

    [Fact]
    public void The_changes_lead_to_the_sequence_that_is_drawn()
    {
        var plain = new Drawing(Entropy, 9);
        plain.Draw(0, 20, default);
        var recorded = new RecordedDrawing(Entropy, 9, 100);
        for (var sample = 0; sample < 20; sample++)
        {
            recorded.Draw(sample, default);
            Assert.Equal(plain.Tokens(sample).ToArray(), recorded.Tokens(0).ToArray());
            var tokens = Enumerable.Repeat(Small.Mask, Small.Length).ToArray();
            foreach (var change in recorded.Changes)
            {
                tokens[change.Position] = change.Symbol;
            }

            Assert.Equal(plain.Tokens(sample).ToArray(), tokens);
            Assert.Equal([0, 0, 1, 1, 2], recorded.Changes.Select(change => change.Step));
        }
    }

    [Fact]
    public void Entropies_are_those_of_the_rows_that_tokens_are_drawn_from()
    {
        var law = TableLaw.Random(Small, 4);
        var recorded = new RecordedDrawing(Entropy, 9, 100);
        recorded.Draw(3, default);
        var tokens = Enumerable.Repeat(Small.Mask, Small.Length).ToArray();
        foreach (var step in recorded.Changes.GroupBy(change => change.Step))
        {
            foreach (var change in step)
            {
                Assert.Equal(Conditional(law, tokens, change.Position).Sum(p => p > 0 ? -p * Math.Log(p) : 0), change.Entropy!.Value, 12);
            }

            foreach (var change in step)
            {
                tokens[change.Position] = change.Symbol;
            }
        }
    }

    [Fact]
    public void A_sequence_without_a_mask_starts_from_the_prior()
    {
        var rule = new SamplingRule(Small, new Ones(), TableLaw.Random(Small, 4)) { Prior = [0.5, 0.25, 0.25] };
        var recorded = new RecordedDrawing(rule, 9, 100);
        recorded.Draw(0, default);
        Assert.Equal(Enumerable.Range(0, 5), recorded.Changes.Where(change => change.Step == -1).Select(change => change.Position));
        Assert.All(recorded.Changes.Take(5), change => Assert.Equal(1.5 * Math.Log(2), change.Entropy!.Value, 12));
        Assert.Equal([new Change(0, 0, 1, null), new Change(1, 1, 1, null)], recorded.Changes.Skip(5));
    }

    [Fact]
    public void More_changes_than_are_noted_are_refused()
    {
        var recorded = new RecordedDrawing(Entropy, 9, 4);
        Assert.Contains("more than 4 changes", Assert.Throws<OutOfReachException>(() => recorded.Draw(0, default)).Message, StringComparison.Ordinal);
    }

    /// <summary>Writes a 1 at position 0, then at position 1.</summary>
    private sealed class Ones : ISampler
    {
        public long Samples => 1000;

        public Observes Observes => Observes.Nothing;

        public bool Revises => true;

        public bool Continues(in Step step) => step.Index < 2;

        public void Move(in Step step, in Rows rows, IChoices choose) => choose.Write(step.Index, 1);
    }

    private static double[] Conditional(TableLaw law, int[] tokens, int position)
    {
        var row = new double[Small.States];
        for (var number = 0; number < law.Probabilities.Length; number++)
        {
            var x = new int[Small.Length];
            for (var (i, rest) = (Small.Length - 1, number); i >= 0; i--)
            {
                (rest, x[i]) = Math.DivRem(rest, Small.States);
            }

            if (x.Select((symbol, i) => tokens[i] == Small.Mask || tokens[i] == symbol).All(agrees => agrees))
            {
                row[x[position]] += law.Probabilities[number];
            }
        }

        return [.. row.Select(p => p / row.Sum())];
    }
}
