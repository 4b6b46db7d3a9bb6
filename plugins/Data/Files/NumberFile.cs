using System.Globalization;

namespace Unmask.Plugins.Data.Files;

/// <summary>Numbers in a text file: separated by blanks, tabs, commas or semicolons; lines that start with <c>#</c> are comments.</summary>
internal static class NumberFile
{
    private static readonly char[] Separators = [' ', '\t', ',', ';'];

    /// <summary>Reads the file, one array for each line that holds numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="describe">What a cell is, for messages, such as <c>a count</c>.</param>
    /// <param name="least">The least number allowed.</param>
    /// <returns>The line's number in the file, from 1, and its numbers, each finite and at least that.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read, or a cell is no such number; the message names file and line.</exception>
    public static IReadOnlyList<(int Line, double[] Numbers)> Read(string path, string describe, double least = 0)
    {
        var rows = new List<(int, double[])>();
        try
        {
            var line = 0;
            foreach (var text in File.ReadLines(path))
            {
                line++;
                if (!text.AsSpan().TrimStart().StartsWith('#') && Parse(text, path, line, describe, least) is { Length: > 0 } numbers)
                {
                    rows.Add((line, numbers));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }

        return rows;
    }

    private static double[] Parse(string text, string path, int line, string describe, double least)
    {
        var cells = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.ConvertAll(cells, cell =>
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= least
                ? number
                : throw new InvalidDataException($"{path}, line {line}: expected {describe}{(double.IsFinite(least) ? $" of at least {least}" : "")}, got \"{cell}\"."));
    }
}
