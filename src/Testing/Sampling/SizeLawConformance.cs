namespace Unmask.Testing;

/// <summary>The contract of <see cref="ISizeLaw"/>, and what every schedule promises: inherit it and create your size law.</summary>
/// <example><code>
/// public sealed class MySizesTests : SizeLawConformance
/// {
///     protected override ISizeLaw Create(Shape shape) => new MySizes(new MySizesOptions(Maximum: 2));
/// }
/// </code></example>
public abstract class SizeLawConformance : SamplingConformance
{
    /// <summary>Creates the size law, a new instance at each call.</summary>
    /// <param name="shape">Length and vocabulary of the sequences it is to serve.</param>
    protected abstract ISizeLaw Create(Shape shape);

    /// <summary>Sizes are between 1 and what is left.</summary>
    [Fact]
    public void Sizes_are_between_1_and_what_is_left() => EachLaw(asked =>
        asked.Largest < 1 || asked.Largest > asked.Left ? $"got a largest size of {asked.Largest}; expected 1 to {asked.Left}" : null);

    /// <summary>Every probability up to the largest size is written.</summary>
    [Fact]
    public void The_law_is_written_up_to_the_largest_size() => EachLaw(asked =>
        asked.Law.IndexOf(double.NaN) is >= 0 and var k ? $"the probability of size {k + 1} was not written, though sizes go up to {asked.Largest}" : null);

    /// <summary>Laws of sizes sum to 1, and no probability is negative.</summary>
    [Fact]
    public void Laws_of_sizes_sum_to_1() => EachLaw(asked =>
        Defects.OfProbabilities([.. asked.Law], 1e-9) is { } defect ? $"the law of sizes {Words.Numbers(asked.Law)} {defect}" : null);

    /// <summary>The returned size is possible: it is the largest of those that are.</summary>
    [Fact]
    public void The_largest_size_is_possible() => EachLaw(asked =>
        asked.Law is [.., 0] ? $"size {asked.Largest} is returned as the largest possible, but has probability 0" : null);

    /// <summary>The same step and number left have the same law, whatever was asked before and of whichever instance.</summary>
    [Fact]
    public void The_same_question_has_the_same_law()
    {
        foreach (var shape in ValidShapes)
        {
            var one = Create(shape);
            var (asked, other) = (SizesAsked.Reachable(one, shape.Length).ToList(), Create(shape));
            foreach (var before in Enumerable.Reverse(asked))
            {
                foreach (var now in new[] { SizesAsked.Of(one, before.Step, before.Left), SizesAsked.Of(other, before.Step, before.Left) })
                {
                    Assert.True(before.Law.SequenceEqual(now.Law), $"{Words.Of(shape)}, {before}: asked again, {Words.Numbers(now.Law)}; before, {Words.Numbers(before.Law)}");
                }
            }
        }
    }

    private protected sealed override object Make(Shape shape) => Create(shape);

    private void EachLaw(Func<SizesAsked, string?> defect)
    {
        foreach (var shape in ValidShapes)
        {
            foreach (var asked in SizesAsked.Reachable(Create(shape), shape.Length))
            {
                if (defect(asked) is { } said)
                {
                    Assert.Fail($"{Words.Of(shape)}, {asked}: {said}");
                }
            }
        }
    }
}
