using System.Globalization;
using System.Runtime.InteropServices;

namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>Counts of the grams of n neighbouring symbols, in text or in a file of counts.</summary>
/// <param name="states">Vocabulary size S.</param>
/// <param name="order">The length of a gram, n; <c>S^n ≤ 2^53</c>.</param>
internal sealed class GramCounts(int states, int order)
{
    private static readonly char[] Separators = [' ', '\t', ',', ';'];
    private readonly Dictionary<ulong, long> _counts = [];
    private readonly ulong _size = (ulong)Math.Pow(states, order);

    /// <summary>The largest number of different grams, S^n, that can be told apart.</summary>
    public const double MostGrams = 1L << 53;

    /// <summary>Adds the grams of a text.</summary>
    public void Add(IEnumerable<int> symbols)
    {
        var (gram, seen) = (0UL, 0L);
        foreach (var symbol in symbols)
        {
            gram = ((gram * (ulong)states) + (ulong)symbol) % _size;
            if (++seen >= order)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, gram, out _)++;
            }
        }
    }

    /// <summary>Adds the counts of a file: one gram a line, its symbols as numbers and then its count; of longer grams the last n symbols are taken.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read or is not as described; the message names file and line.</exception>
    public void AddFile(string path)
    {
        try
        {
            var (line, length) = (0, 0);
            foreach (var text in File.ReadLines(path))
            {
                line++;
                var cells = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (cells.Length > 0 && cells[0][0] != '#')
                {
                    length = length == 0 ? cells.Length : length;
                    Add(cells, length, $"{path}, line {line}");
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }

        if (!_counts.Values.Any(count => count > 0))
        {
            throw new InvalidDataException($"{path}: there is no count above 0, so there is no model to make.");
        }
    }

    /// <summary>The grams by length, 1 to n.</summary>
    public GramLevel[] Levels()
    {
        var levels = new GramLevel[order];
        levels[^1] = GramLevel.Highest(states, order - 1, _counts);
        for (var length = order - 2; length >= 0; length--)
        {
            levels[length] = levels[length + 1].Lower();
        }

        return levels;
    }

    private void Add(string[] cells, int length, string place)
    {
        if (cells.Length != length)
        {
            throw new InvalidDataException($"{place}: expected {length - 1} symbols and a count as in the lines before, got {cells.Length} numbers.");
        }

        if (length <= order)
        {
            throw new InvalidDataException(
                $"{place}: expected at least {order} symbols and then their count, for a model of order {order}; got {length} numbers. Count grams of {order} symbols, or take order {length - 1}.");
        }

        var gram = 0UL;
        foreach (var cell in cells.AsSpan()[..^1])
        {
            gram = ((gram * (ulong)states) + (ulong)Number(cell, "a symbol", states - 1, place)) % _size;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_counts, gram, out _) += Number(cells[^1], "a whole count", MostCount, place);
    }

    private const long MostCount = 1L << 53;

    private static long Number(string cell, string what, long largest, string place) =>
        long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest
            ? number
            : throw new InvalidDataException($"{place}: expected {what} from 0 to {largest}, got \"{cell}\".");
}
