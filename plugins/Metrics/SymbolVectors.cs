using System.Globalization;

namespace Unmask.Plugins.Metrics;

/// <summary>A file of vectors, a line for each symbol: numbers parted by blanks, tabs, commas or semicolons; lines that start with <c>#</c> are comments.</summary>
internal static class SymbolVectors
{
    private static readonly char[] _separators = [' ', '\t', ',', ';'];

    /// <summary>Reads the file.</summary>
    /// <returns>The vectors, at least two, all of one length.</returns>
    /// <exception cref="InvalidDataException">It cannot be read, or does not hold that; the message says where.</exception>
    public static double[][] Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }

        var vectors = new List<double[]>();
        foreach (var (number, line) in lines.Index().Where(line => !line.Item.AsSpan().TrimStart().StartsWith('#')))
        {
            var cells = line.Split(_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (cells.Length > 0 && vectors.Count > 0 && cells.Length != vectors[0].Length)
            {
                throw new InvalidDataException($"{path}, line {number + 1}: expected {vectors[0].Length} numbers as in the first vector, got {cells.Length}.");
            }

            if (cells.Length > 0)
            {
                vectors.Add(Array.ConvertAll(cells, cell => Number(cell, path, number + 1)));
            }
        }

        return vectors.Count >= 2 ? [.. vectors] : throw new InvalidDataException($"{path}: expected a line of numbers for each symbol, got {vectors.Count} such lines.");
    }

    private static double Number(string cell, string path, int line) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1e100
            ? number
            : throw new InvalidDataException($"{path}, line {line}: expected a number of at most 1e100, got \"{cell}\".");
}
