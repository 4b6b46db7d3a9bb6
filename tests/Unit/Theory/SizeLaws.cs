using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

/// <summary>Size laws written as a user would, and broken ones.</summary>
internal static class SizeLaws
{
    public delegate int Writing(int step, int left, Span<double> law);

    public sealed class Written(Writing write) : ISizeLaw
    {
        public int Sizes(int step, int left, Span<double> law) => write(step, left, law);
    }

    public static ISizeLaw Fixed(int[] sizes) => new Written((step, left, law) => Surely(sizes[step], law));

    public static ISizeLaw Halving(int maximum) => new Written((step, left, law) =>
    {
        if (left <= maximum / 2)
        {
            return Surely(left, law);
        }

        var larger = Math.Min(maximum, left);
        law[..larger].Clear();
        law[(maximum / 2) - 1] = 0.5;
        law[larger - 1] = 0.5;
        return larger;
    });

    public static ISizeLaw Offset(int maximum) => new Written((step, left, law) =>
    {
        if (step > 0)
        {
            return Surely(Math.Min(maximum, left), law);
        }

        law[..maximum].Fill(1.0 / maximum);
        return maximum;
    });

    public static SizeVisits Visits(int[] sizes) => SizeRecursion.Visits(Fixed(sizes), sizes.Sum(), CancellationToken.None);

    private static int Surely(int size, Span<double> law)
    {
        law[..(size - 1)].Clear();
        law[size - 1] = 1;
        return size;
    }
}
