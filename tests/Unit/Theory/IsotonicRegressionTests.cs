using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class IsotonicRegressionTests
{
    [Fact]
    public void It_is_the_least_of_the_largest_means_on_either_side() =>
        Gen.Double[-1, 1].Array[1, 12].Sample(
            values =>
            {
                var nearest = IsotonicRegression.NonIncreasing(values);
                for (var w = 0; w < values.Length; w++)
                {
                    var expected = Enumerable.Range(0, w + 1).Min(from => Enumerable.Range(w, values.Length - w).Max(to => values[from..(to + 1)].Average()));
                    Assert.Equal(expected, nearest[w], 1e-12);
                }

                Assert.Equal(values.Sum(), nearest.Sum(), 1e-12);
            },
            iter: 500);

    [Fact]
    public void No_other_sequence_that_never_increases_is_nearer() =>
        Gen.Int[0, 3].Array[1, 4].Sample(
            values =>
            {
                // Every such sequence on a grid of twelfths, on which all means of up to four whole numbers are.
                static double Distance(IEnumerable<int> values, IEnumerable<double> other) => values.Zip(other, (a, b) => (a - b) * (a - b)).Sum();
                var least = double.PositiveInfinity;
                void Search(List<double> sequence, int top)
                {
                    if (sequence.Count == values.Length)
                    {
                        least = Math.Min(least, Distance(values, sequence));
                        return;
                    }

                    for (var twelfths = 0; twelfths <= top; twelfths++)
                    {
                        Search([.. sequence, twelfths / 12.0], twelfths);
                    }
                }

                Search([], 36);
                Assert.Equal(least, Distance(values, IsotonicRegression.NonIncreasing([.. values.Select(value => (double)value)])), 1e-12);
            },
            iter: 20);
}
