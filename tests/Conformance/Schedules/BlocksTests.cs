using Unmask.Tests.Conformance.Sampling;
using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Schedules;

/// <summary>Blocks: what becomes of any schedule within them.</summary>
public class BlocksTests
{
    /// <summary>Schedules within blocks that say what they are of themselves: not those that follow from the curve of whole sequences.</summary>
    public static TheoryData<string> Inner => [.. Installed.Names("schedule").Except(["optimal", "equal-information"])];

    [Theory]
    [MemberData(nameof(Inner))]
    public void One_block_of_the_whole_length_is_the_inner_schedule(string kind) => Assert.All(SamplingCase.Of("schedule", kind), one =>
    {
        var setting = Setting.Of(4, 3);
        var alone = Installed.Measure(setting.Pipeline(one.Schedule!(4), """ "law": {}, "nfe": {}, "kl": {} """));
        var blocks = Installed.Measure(setting.Pipeline($$"""{ "kind": "blocks", "length": 4, "inner": {{one.Schedule!(4)}} }""", """ "law": {}, "nfe": {}, "kl": {} """));
        Assert.All(alone.List("law").Zip(blocks.List("law")), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Equal(alone["nfe"], blocks["nfe"], 1e-12);
        Assert.Equal(one.Divergence is null ? ["kl.marginal", "law", "nfe"] : ["kl", "kl.marginal", "kl.step", "law", "nfe"], blocks.Names.Order());
        if (one.Divergence is not null)
        {
            Assert.Equal(alone["kl"], blocks["kl"], 1e-12);
        }
    });

    [Theory]
    [MemberData(nameof(Inner))]
    public void A_longer_sequence_is_revealed_block_after_block(string kind)
    {
        foreach (var one in SamplingCase.Of("schedule", kind))
        {
            // Blocks of 3, 3 and 2: each step stays in the first that has masks.
            var shape = new Shape(8, 2);
            var cell = Installed.Cell(shape, $$"""{ "kind": "blocks", "length": 3, "inner": {{one.Schedule!(3)}} }""");
            var schedule = cell.Find<ISchedule>()!;
            var tokens = Enumerable.Repeat(shape.Mask, 8).ToArray();
            var memory = new int[schedule.Memory];
            var choices = new First();
            for (var step = 0; tokens.Contains(shape.Mask); step++)
            {
                int[] masked = [.. Enumerable.Range(0, 8).Where(i => tokens[i] == shape.Mask)];
                choices.Revealed.Clear();
                schedule.Reveal(
                    new Step(step, shape, tokens, masked, memory),
                    new Rows(masked, [.. masked.SelectMany(i => new[] { 0.5 + (0.04 * i), 0.5 - (0.04 * i) })], 2),
                    choices);
                Assert.NotEmpty(choices.Revealed);
                Assert.All(choices.Revealed, i => Assert.True(tokens[i] == shape.Mask && i / 3 == masked[0] / 3));
                choices.Revealed.ForEach(i => tokens[i] = 1);
            }
        }
    }

    [Fact]
    public void Blocks_of_one_are_an_autoregressive_model_and_blocks_within_blocks_are_blocks()
    {
        var setting = Setting.Of(5, 2);
        double[] Law(string schedule) => Installed.Measure(setting.Pipeline(schedule, """ "law": {} """)).List("law");
        Assert.Equal(Law("""{ "kind": "left-to-right", "perStep": 1 }"""), Law("""{ "kind": "blocks", "length": 1, "inner": "klass" }"""), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(
            Law("""{ "kind": "blocks", "length": 2, "inner": { "kind": "margin", "perStep": 1 } }"""),
            Law("""{ "kind": "blocks", "length": 4, "inner": { "kind": "blocks", "length": 2, "inner": { "kind": "margin", "perStep": 1 } } }"""),
            (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData("""{ "kind": "klass", "confidence": 0.3, "stability": 0.05, "history": 1 }""")]
    [InlineData("""{ "kind": "entropy", "steps": 2 }""")]
    public void The_last_block_may_be_shorter(string inner)
    {
        var setting = Setting.Of(5, 3);
        var measured = Installed.Measure(setting.Pipeline($$"""{ "kind": "blocks", "length": 3, "inner": {{inner}} }""", """ "law": {}, "kl": {} """));
        var rule = Orders.Blocks(3, inner.Contains("klass", StringComparison.Ordinal)
            ? Orders.Klass(setting.Read, 0.3, 0.05, 1)
            : (seen, masked) => Orders.Lowest(setting.Read, step => (masked.Length + 1 - step) / (2 - step), Laws.Entropy)(seen, masked));
        Assert.All(Reveals.Output(5, 3, rule, setting.Predictor).Zip(measured.List("law")), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.Equal(Reveals.Divergence(setting.Law, 5, 3, rule, setting.Predictor), measured["kl"], 1e-10);
    }

    [Fact]
    public void Candidates_within_blocks_are_candidates_and_sizes_within_blocks_are_no_sizes()
    {
        string Pipeline(string inner, string kl) => Setting.Of(4, 2).Pipeline($$"""{ "kind": "blocks", "length": 2, "inner": {{inner}} }""", $$""" "kl": {{kl}} """);
        Assert.Contains("replay does not apply (T 1.8)", Assert.Single(Installed.Errors(Pipeline("""{ "kind": "confidence", "perStep": 1 }""", """{ "method": "replay" }"""))), StringComparison.Ordinal);
        Assert.Contains(
            "no theorem about uniform positions applies", Assert.Single(Installed.Errors(Pipeline("""{ "kind": "balanced", "steps": 2 }""", """{ "method": "curve" }"""))), StringComparison.Ordinal);
    }

    /// <summary>Answers every question with the first answer of positive probability.</summary>
    private sealed class First : IChoices
    {
        public List<int> Revealed { get; } = [];

        public int Pick(ReadOnlySpan<double> law) => law.IndexOfAnyExcept(0);

        public void Subset(ReadOnlySpan<int> from, Span<int> chosen) => from[..chosen.Length].CopyTo(chosen);

        public void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen) => from[..chosen.Length].CopyTo(chosen);

        public void Reveal(int position) => Revealed.Add(position);

        public void Commit(int position, ReadOnlySpan<double> law) => Revealed.Add(position);

        public void Write(int position, int symbol) => Revealed.Add(position);
    }
}
