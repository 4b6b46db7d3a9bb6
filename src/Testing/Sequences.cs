using Unmask.Numerics;

namespace Unmask.Testing;

/// <summary>The sequences of a small space, and its partly masked ones, by number: row-major, the first token is slowest.</summary>
internal static class Sequences
{
    /// <summary>The tokens of a sequence.</summary>
    public static int[] Tokens(Shape shape, int number) => Digits(shape.Length, shape.States, number);

    /// <summary>The number of a sequence.</summary>
    public static int Number(Shape shape, ReadOnlySpan<int> tokens)
    {
        var number = 0;
        foreach (var token in tokens)
        {
            number = (number * shape.States) + token;
        }

        return number;
    }

    /// <summary>Every sequence.</summary>
    public static IEnumerable<int[]> All(Shape shape) => Enumerable.Range(0, checked((int)shape.Sequences)).Select(number => Tokens(shape, number));

    /// <summary>Every partly masked sequence with at least one mask.</summary>
    public static List<int[]> Masked(Shape shape) =>
        [.. Enumerable.Range(0, checked((int)shape.MaskedSequences)).Select(number => Digits(shape.Length, shape.States + 1, number)).Where(x => x.Contains(shape.Mask))];

    /// <summary>Every partly masked sequence if they are few; else sequences of the law with masks at random, all masked first.</summary>
    public static List<int[]> MaskedOrDrawn(IDataDistribution law)
    {
        const int Drawn = 16;
        if (Exploration.Covers(law.Shape))
        {
            return Masked(law.Shape);
        }

        var drawn = new List<int[]>();
        for (var k = 0; k < Drawn; k++)
        {
            var (x, data, masks) = (new int[law.Shape.Length], new RandomStream(1, StreamPurpose.Data, k), new RandomStream(1, StreamPurpose.Choices, k));
            law.Sample(ref data, x);
            var share = (double)(Drawn - k) / Drawn;
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = i == k % x.Length || masks.NextDouble() < share ? law.Shape.Mask : x[i];
            }

            drawn.Add(x);
        }

        return drawn;
    }

    /// <summary>Every sequence if they are few; else sequences of the law, every other one with a token changed.</summary>
    public static List<int[]> AllOrDrawn(IDataDistribution law)
    {
        const int Drawn = 16;
        if (Exploration.Covers(law.Shape))
        {
            return [.. All(law.Shape)];
        }

        var drawn = new List<int[]>();
        for (var k = 0; k < Drawn; k++)
        {
            var (x, data) = (new int[law.Shape.Length], new RandomStream(1, StreamPurpose.Data, k));
            law.Sample(ref data, x);
            x[k % x.Length] = (x[k % x.Length] + (k % 2)) % law.Shape.States;
            drawn.Add(x);
        }

        return drawn;
    }

    /// <summary>The masked positions of a sequence.</summary>
    public static int[] MaskedPositions(Shape shape, int[] x) => [.. Enumerable.Range(0, shape.Length).Where(i => x[i] == shape.Mask)];

    private static int[] Digits(int length, int symbols, int number)
    {
        var digits = new int[length];
        for (var i = length - 1; i >= 0; i--)
        {
            (number, digits[i]) = Math.DivRem(number, symbols);
        }

        return digits;
    }
}
