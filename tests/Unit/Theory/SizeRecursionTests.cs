using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class SizeRecursionTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(8, 4)]
    [InlineData(7, 4)]
    [InlineData(11, 2)]
    [InlineData(9, 8)]
    public void Random_halving_is_visited_as_often_as_in_its_sequences(int length, int maximum) =>
        Same(Sizes.RandomHalving(length, maximum), SizeRecursion.Visits(SizeLaws.Halving(maximum), length, Never));

    [Theory]
    [InlineData(8, 3)]
    [InlineData(9, 9)]
    [InlineData(5, 1)]
    public void Random_offset_is_visited_as_often_as_in_its_sequences(int length, int maximum) =>
        Same(Sizes.RandomOffset(length, maximum), SizeRecursion.Visits(SizeLaws.Offset(maximum), length, Never));

    [Fact]
    public void A_law_that_idles_is_visited_where_it_reveals()
    {
        // Nothing or one of two with probability 1/2 each, twice; then all.
        var law = new SizeLaws.Written((step, left, law) =>
        {
            law[0] = step < 2 ? 0.5 : left == 1 ? 1 : 0;
            law[left - 1] = step < 2 ? law[left - 1] : 1;
            return step < 2 ? 1 : left;
        });
        var visits = SizeRecursion.Visits(law, idles: true, 2, Never);
        Assert.Equal([new(0, 0, 1, 0.5), new(1, 0, 1, 0.25), new(1, 1, 1, 0.25), new(2, 0, 2, 0.25), new(2, 1, 1, 0.5)], visits.All);
        Assert.Equal(1.75, visits.Steps);

        var never = new SizeLaws.Written((_, _, _) => 0);
        Assert.Contains("expected 1 to 2", Assert.Throws<InvalidOperationException>(() => SizeRecursion.Visits(never, 2, Never)).Message);
        Assert.Contains("still goes on after", Assert.Throws<InvalidOperationException>(() => SizeRecursion.Visits(never, idles: true, 2, Never)).Message);
    }

    [Fact]
    public void Certain_sizes_are_certain()
    {
        var visits = SizeLaws.Visits([3, 1, 4]);
        Assert.Equal([3, 1, 4], visits.Certain);
        Assert.Equal(3, visits.Steps);
        Assert.Equal([new(0, 0, 3, 1), new(1, 3, 1, 1), new(2, 4, 4, 1)], visits.All);
    }

    [Fact]
    public void A_law_is_divided_by_its_sum()
    {
        var nearly = new SizeLaws.Written((step, left, law) =>
        {
            law[0] = 1 - 1e-10;
            return 1;
        });
        Assert.Equal([1, 1, 1, 1], SizeRecursion.Visits(nearly, 4, Never).Certain);
    }

    [Theory]
    [InlineData(0.9, "sum to 0.9")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "sum to ∞")]
    public void A_law_that_is_none_is_named_with_its_step(double value, string what)
    {
        var law = new SizeLaws.Written((step, left, law) =>
        {
            law[0] = step == 2 ? value : 1;
            return 1;
        });
        var error = Assert.Throws<InvalidOperationException>(() => SizeRecursion.Visits(law, 5, Never));
        Assert.Contains("Written at step 2", error.Message);
        Assert.Contains("with 3 left", error.Message);
        Assert.Contains(what.Replace("∞", double.PositiveInfinity.ToString("R", null), StringComparison.Ordinal), error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(6)]
    public void A_size_outside_what_is_left_is_refused(int size)
    {
        var law = new SizeLaws.Written((step, left, law) => size);
        var error = Assert.Throws<InvalidOperationException>(() => SizeRecursion.Visits(law, 5, Never));
        Assert.Contains($"returned {size}", error.Message);
        Assert.Contains("1 to 5", error.Message);
    }

    [Fact]
    public void An_entry_that_was_not_written_is_never_read_as_one_of_an_earlier_step()
    {
        var law = new SizeLaws.Written((step, left, law) =>
        {
            if (step == 0)
            {
                law[0] = 1;
            }

            return 1;
        });
        var error = Assert.Throws<InvalidOperationException>(() => SizeRecursion.Visits(law, 5, Never));
        Assert.Contains("step 1", error.Message);
    }

    [Fact]
    public void What_a_law_wrote_beyond_what_it_returned_is_not_read()
    {
        var law = new SizeLaws.Written((step, left, law) =>
        {
            law.Fill(7);
            law[0] = 1;
            return 1;
        });
        Assert.Equal([1, 1, 1], SizeRecursion.Visits(law, 3, Never).Certain);
    }

    [Fact]
    public void Ten_thousand_tokens_halved_at_random_lose_no_probability()
    {
        const int length = 10_000;
        var visits = SizeRecursion.Visits(SizeLaws.Halving(16), length, Never);
        Close.To(length, visits.All.Sum(visit => visit.Probability * visit.Size), relative: 1e-12);
        Assert.InRange(visits.Steps, length / 12.0, (length / 12.0) + 2);
        Assert.Equal(16, visits.Largest);
    }

    [Fact]
    public void A_million_certain_steps_are_one_pass()
    {
        var visits = SizeRecursion.Visits(SizeLaws.Fixed([.. Enumerable.Repeat(1, 1_000_000)]), 1_000_000, Never);
        Assert.Equal(1_000_000, visits.Steps);
        Assert.NotNull(visits.Certain);
    }

    [Fact]
    public void What_would_not_fit_in_memory_is_refused_with_what_to_try()
    {
        var law = new SizeLaws.Written((step, left, law) =>
        {
            law[..left].Fill(1.0 / left);
            return left;
        });
        var error = Assert.Throws<InvalidOperationException>(() => SizeRecursion.Visits(law, false, 100, most: 5_000, Never));
        Assert.Contains("Try", error.Message);
    }

    [Fact]
    public void A_law_that_does_not_depend_on_the_step_is_held_once()
    {
        var law = new SizeLaws.Written((step, left, law) =>
        {
            law[..left].Fill(1.0 / left);
            return left;
        });
        var visits = SizeRecursion.Visits(law, false, 100, most: 100 * 101 / 2, Never);
        Assert.True(visits.All.Count > 100_000);
        Close.To(100, visits.All.Sum(visit => visit.Probability * visit.Size), relative: 1e-12);
        var index = 0;
        Assert.All(visits.All, visit => Assert.Equal(visit, visits.All[index++]));
        Assert.Equal(index, visits.All.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => visits.All[index]);
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        Assert.Throws<OperationCanceledException>(() => SizeRecursion.Visits(SizeLaws.Halving(2), 10, new CancellationToken(true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SizeRecursion.Visits(SizeLaws.Halving(2), 0, Never));
    }

    private static void Same(List<(int[] Sizes, double Probability)> sequences, SizeVisits visits)
    {
        var expected = new SortedDictionary<(int Step, int Revealed, int Size), double>();
        foreach (var (sizes, probability) in sequences)
        {
            var revealed = 0;
            for (var step = 0; step < sizes.Length; revealed += sizes[step++])
            {
                var key = (step, revealed, sizes[step]);
                expected[key] = expected.GetValueOrDefault(key) + probability;
            }
        }

        Assert.Equal(expected.Keys, visits.All.Select(visit => (visit.Step, visit.Revealed, visit.Size)));
        Close.To([.. expected.Values], [.. visits.All.Select(visit => visit.Probability)], relative: 1e-14);
    }
}
