namespace Unmask.Testing;

/// <summary>The sequences of a small space, and its partly masked ones, by number: row-major, the first token is slowest.</summary>
internal static class Sequences
{
    /// <summary>The tokens of a sequence.</summary>
    public static int[] Tokens(Shape shape, int number) => Digits(shape.Length, shape.States, number);

    /// <summary>Every sequence.</summary>
    public static IEnumerable<int[]> All(Shape shape) => Enumerable.Range(0, checked((int)shape.Sequences)).Select(number => Tokens(shape, number));

    /// <summary>Every partly masked sequence with at least one mask.</summary>
    public static List<int[]> Masked(Shape shape) =>
        [.. Enumerable.Range(0, checked((int)shape.MaskedSequences)).Select(number => Digits(shape.Length, shape.States + 1, number)).Where(x => x.Contains(shape.Mask))];

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
