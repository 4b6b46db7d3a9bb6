using System.Globalization;

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
    public static void Check(ReadOnlySpan<double> row, int expected, string path, Problems problems)
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
            problems.Add(path, $"Expected {expected} probabilities, one for each symbol, got {row.Length}.");
        }
        else if (!bad && !(Math.Abs(sum.Value - 1) <= Tolerance))
        {
            problems.Add(path, $"Expected probabilities that sum to 1 (within 1e-9), got a sum of {Text(sum.Value)}.");
        }
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
