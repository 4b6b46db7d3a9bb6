namespace Unmask.Plugins.Data.Codes;

/// <summary>Recognises generalised Reed–Solomon codes, which are MDS: every k positions determine a word.</summary>
internal static class ReedSolomon
{
    /// <summary>
    /// Whether a code is one: with the generator <c>[I | A]</c>, every entry of A differs from 0, and of the matrix of <c>1/a_ij</c> every
    /// 2 × 2 minor does, while every 3 × 3 minor is 0 (Roth and Seroussi 1985). A is then a Cauchy matrix up to factors of rows and columns.
    /// </summary>
    /// <param name="code">The code; <c>O(n²)</c> operations.</param>
    public static bool Includes(Code code)
    {
        var field = code.Field;
        var inverses = code.Redundancy();
        foreach (var row in inverses)
        {
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] == 0)
                {
                    return false;
                }

                row[j] = field.Inverse(row[j]);
            }
        }

        if (inverses.Length < 2 || inverses[0].Length < 2)
        {
            return true;
        }

        // Rank 2: row i is x_i times row 0 plus y_i times row 1. The minors are products of those of (x, y) and those of the two rows.
        int[] zeros = inverses[0], ones = inverses[1];
        var determinant = Minor(zeros[0], zeros[1], ones[0], ones[1]);
        if (determinant == 0)
        {
            return false;
        }

        var scale = field.Inverse(determinant);
        int[][] combinations = [.. inverses.Select(row => new[]
        {
            Multiply(scale, Minor(row[0], row[1], ones[0], ones[1])), Multiply(scale, Minor(zeros[0], zeros[1], row[0], row[1])),
        })];
        int[][] columns = [.. zeros.Zip(ones, (zero, one) => new[] { zero, one })];
        return inverses.Zip(combinations).All(pair => IsCombination(pair.First, pair.Second)) && AreDistinct(combinations) && AreDistinct(columns);

        int Multiply(int a, int b) => field.MultiplyAdd(0, a, b);

        int Minor(int a, int b, int c, int d) => field.MultiplyAdd(Multiply(a, d), field.Negate(b), c);

        bool IsCombination(int[] row, int[] of) =>
            Enumerable.Range(0, row.Length).All(j => row[j] == field.MultiplyAdd(Multiply(of[0], zeros[j]), of[1], ones[j]));

        // No two are multiples of each other.
        bool AreDistinct(int[][] pairs) => Enumerable.Range(0, pairs.Length).All(i =>
            Enumerable.Range(0, i).All(j => Minor(pairs[i][0], pairs[i][1], pairs[j][0], pairs[j][1]) != 0));
    }
}
