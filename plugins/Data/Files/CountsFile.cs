namespace Unmask.Plugins.Data.Files;

/// <summary>A square matrix of pair counts in a text file: row = first symbol, column = the symbol after it.</summary>
internal static class CountsFile
{
    /// <summary>Reads S × S counts, one row a line (<see cref="NumberFile"/>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="states">Vocabulary size S.</param>
    /// <returns>Counts, row-major, shape [S × S], not all 0.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read or is no such matrix; the message names file and line.</exception>
    public static double[] Read(string path, int states)
    {
        var rows = NumberFile.Read(path, "a count");
        foreach (var (line, numbers) in rows)
        {
            if (numbers.Length != states)
            {
                throw new InvalidDataException($"{path}, line {line}: expected {states} counts, one for each symbol, got {numbers.Length}.");
            }
        }

        if (rows.Count != states)
        {
            throw new InvalidDataException($"{path}: expected {states} rows of counts, one for each symbol, got {rows.Count}.");
        }

        var counts = rows.SelectMany(row => row.Numbers).ToArray();
        if (!double.IsFinite(counts.Sum()))
        {
            throw new InvalidDataException($"{path}: the counts are too large to add up; divide them all by the same number.");
        }

        return Array.Exists(counts, count => count > 0)
            ? counts
            : throw new InvalidDataException($"{path}: every count is 0, so there is no law to fit.");
    }
}
