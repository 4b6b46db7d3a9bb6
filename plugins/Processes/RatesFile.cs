using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Processes;

/// <summary>A generator on symbols in a text file (<see cref="NumberFile"/>): a line for each symbol, row = from; the diagonal may be left out.</summary>
internal static class RatesFile
{
    /// <summary>The most symbols: kernels cost their third power.</summary>
    public const int MostSymbols = 2048;

    /// <summary>How far a row may be from summing to 0, relative to what leaves it.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Reads the rates.</summary>
    /// <returns>The generator, shape [n × n], its diagonal set so that rows sum to 0, and n.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read or holds no generator; the message names file and line.</exception>
    public static (double[] Rates, int Symbols) Read(string path)
    {
        var rows = NumberFile.Read(path, "a rate", double.NegativeInfinity);
        var symbols = rows.Count;
        if (symbols is < 2 or > MostSymbols)
        {
            throw new InvalidDataException($"{path}: expected a row of rates for each symbol, 2 to {MostSymbols}, got {symbols}.");
        }

        var rates = new double[symbols * symbols];
        for (var from = 0; from < symbols; from++)
        {
            var (line, numbers) = rows[from];
            Row(from, numbers, rates.AsSpan(from * symbols, symbols), message => new InvalidDataException($"{path}, line {line}: {message}"));
        }

        return (rates, symbols);
    }

    private static void Row(int from, double[] numbers, Span<double> row, Func<string, InvalidDataException> wrong)
    {
        var whole = numbers.Length == row.Length;
        if (!whole && numbers.Length != row.Length - 1)
        {
            throw wrong($"expected {row.Length} rates, one to each symbol, or {row.Length - 1} without the diagonal, got {numbers.Length}.");
        }

        var leaving = 0.0;
        for (var to = 0; to < row.Length; to++)
        {
            row[to] = to == from ? 0 : numbers[whole || to < from ? to : to - 1];
            leaving += row[to] >= 0 ? row[to] : throw wrong($"expected a rate of at least 0 from symbol {from} to {to}, got {row[to]}; only the diagonal is negative.");
        }

        if (whole && !(Math.Abs(leaving + numbers[from]) <= Tolerance * Math.Max(leaving, Math.Abs(numbers[from]))))
        {
            throw wrong($"expected rates that sum to 0, got the sum {leaving + numbers[from]:G6}: the diagonal is {numbers[from]} and the other rates sum to {leaving:G6}. Leave the diagonal out to have it filled in.");
        }

        row[from] = double.IsFinite(leaving) ? -leaving : throw wrong("the rates are too large to add up; divide all of them by the same number.");
    }
}
