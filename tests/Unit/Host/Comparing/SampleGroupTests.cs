using CsCheck;

namespace Unmask.Tests.Unit.Host.Comparing;

public class SampleGroupTests
{
    [Fact]
    public void Groups_are_neighbouring_samples_of_nearly_equal_numbers() => Gen.Long[1, 500].Sample(samples =>
    {
        var count = SampleGroups.Count(samples);
        Assert.Equal(Math.Min(samples, 32), count);
        var groups = Enumerable.Range(0, (int)samples).Select(sample => SampleGroups.Of(sample, samples)).ToList();
        Assert.Equal(groups.Order(), groups);
        for (var k = 0; k < count; k++)
        {
            var size = groups.Count(group => group == k);
            Assert.Equal(SampleGroups.Size(k, samples), size);
            Assert.InRange(size, samples / count, (samples / count) + 1);
            Assert.Equal(k * samples / count, groups.IndexOf(k));
        }
    });

    [Fact]
    public void Numbers_of_samples_may_be_as_large_as_options_allow()
    {
        const long samples = 1_000_000_000_000_000;
        Assert.Equal((0, 31), (SampleGroups.Of(0, samples), SampleGroups.Of(samples - 1, samples)));
        Assert.Equal(samples, Enumerable.Range(0, 32).Sum(k => SampleGroups.Size(k, samples)));
    }

    [Fact]
    public void Means_do_not_depend_on_how_samples_were_split_into_blocks() => Gen.Select(Gen.Double[-1, 1].Array[1, 300], Gen.Int[1, 64]).Sample((values, block) =>
    {
        var (whole, total) = (new SampleGroups(values.Length), new SampleGroups(values.Length));
        foreach (var chunk in values.Index().Chunk(block))
        {
            var part = new SampleGroups(values.Length);
            foreach (var (sample, value) in chunk)
            {
                whole.Add(sample, value);
                part.Add(sample, value);
            }

            total.Merge(part);
        }

        Assert.Equal(whole.Means!, total.Means!, (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal(values.Average(), whole.Means!.Select((mean, k) => mean * SampleGroups.Size(k, values.Length)).Sum() / values.Length, 1e-12);
    });

    [Fact]
    public void Means_that_are_not_finite_are_none()
    {
        var groups = new SampleGroups(3);
        groups.Add(1, double.PositiveInfinity);
        Assert.Null(groups.Means);
    }
}
