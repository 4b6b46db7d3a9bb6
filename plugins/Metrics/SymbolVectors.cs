using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Metrics;

/// <summary>A file of vectors, a line of numbers for each symbol.</summary>
internal static class SymbolVectors
{
    /// <summary>The largest number, so that squares and their sums stay finite.</summary>
    private const double Largest = 1e100;

    /// <summary>Reads the file.</summary>
    /// <returns>The vectors, at least two, all of one length.</returns>
    /// <exception cref="InvalidDataException">It cannot be read, or does not hold that; the message says where.</exception>
    public static double[][] Read(string path)
    {
        var rows = NumberFile.Read(path, "a number", -Largest);
        foreach (var (line, numbers) in rows)
        {
            if (numbers.Length != rows[0].Numbers.Length)
            {
                throw new InvalidDataException($"{path}, line {line}: expected {rows[0].Numbers.Length} numbers as in the first vector, got {numbers.Length}.");
            }

            if (numbers.Max() > Largest)
            {
                throw new InvalidDataException($"{path}, line {line}: expected numbers of at most {Largest}, got {numbers.Max()}.");
            }
        }

        return rows.Count >= 2 ? [.. rows.Select(row => row.Numbers)] : throw new InvalidDataException($"{path}: expected a line of numbers for each symbol, got {rows.Count} such lines.");
    }
}
