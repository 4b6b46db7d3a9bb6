using System.Globalization;
using System.Runtime.InteropServices;

namespace Unmask.Plugins.Data;

/// <summary>Rows of probabilities as a user writes them: checked, then renormalised exactly.</summary>
internal static class ProbabilityRows
{
    private const double Tolerance = 1e-9;

    /// <summary>Reports what keeps <paramref name="row"/> from being a law on <paramref name="expected"/> symbols, each mistake with its path.</summary>
    /// <param name="row">Probabilities, or weights.</param>
    /// <param name="expected">How many there have to be.</param>
    /// <param name="path">The row's path, such as <c>transitions/3/1</c>.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="each">What there is a probability for.</param>
    public static void Check(ReadOnlySpan<double> row, int expected, string path, Problems problems, string each = "symbol")
    {
        var (sum, bad) = (new Numerics.Sum(), false);
        for (var v = 0; v < row.Length; v++)
        {
            if (!(row[v] >= 0) || double.IsInfinity(row[v]))
            {
                problems.Add($"{path}/{v}", $"Expected a probability of at least 0, got {Text(row[v])}.");
                bad = true;
            }

            sum.Add(row[v]);
        }

        if (row.Length != expected)
        {
            problems.Add(path, $"Expected {expected} probabilities, one for each {each}, got {row.Length}.");
        }
        else if (!bad && !(Math.Abs(sum.Value - 1) <= Tolerance))
        {
            problems.Add(path, $"Expected probabilities that sum to 1 (within 1e-9), got a sum of {Text(sum.Value)}.");
        }
    }

    /// <summary>Reports what keeps <paramref name="matrix"/> from being <paramref name="rows"/> laws on <paramref name="columns"/> symbols.</summary>
    /// <param name="matrix">Rows of probabilities.</param>
    /// <param name="rows">How many rows there have to be.</param>
    /// <param name="columns">How many probabilities a row has to have.</param>
    /// <param name="path">The matrix's path, such as <c>transitions</c>.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="from">What there is a row for.</param>
    /// <param name="to">What there is a probability for.</param>
    public static void Check(double[][] matrix, int rows, int columns, string path, Problems problems, string from = "symbol", string to = "symbol")
    {
        if (matrix.Length != rows)
        {
            problems.Add(path, $"Expected {rows} rows, one for each {from}, got {matrix.Length}.");
        }

        for (var a = 0; a < matrix.Length; a++)
        {
            Check(matrix[a], columns, $"{path}/{a}", problems, to);
        }
    }

    /// <summary>The rows one behind the other, each divided by its compensated sum.</summary>
    public static double[] Flatten(params IEnumerable<double[]> rows)
    {
        var flat = new List<double>();
        foreach (var row in rows)
        {
            var start = flat.Count;
            flat.AddRange(row);
            Normalise(row, CollectionsMarshal.AsSpan(flat)[start..]);
        }

        return [.. flat];
    }

    /// <summary>Writes the row divided by its compensated sum.</summary>
    public static void Normalise(ReadOnlySpan<double> row, Span<double> into)
    {
        var sum = Numerics.Sum.Of(row);
        for (var v = 0; v < row.Length; v++)
        {
            into[v] = row[v] / sum;
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
