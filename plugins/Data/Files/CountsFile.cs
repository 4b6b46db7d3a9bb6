using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data.Files;

/// <summary>A matrix of counts in a text file: row = the k symbols before, the oldest slowest; column = the symbol after them.</summary>
internal static class CountsFile
{
    /// <summary>Reads S^k × S counts, one row a line (<see cref="NumberFile"/>).</summary>
    /// <param name="path">The file.</param>
    /// <param name="contexts">What there is a row for.</param>
    /// <returns>Counts, row-major, shape [S^k × S], not all 0.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read or is no such matrix; the message names file and line.</exception>
    public static double[] Read(string path, Contexts contexts)
    {
        var rows = NumberFile.Read(path, "a count");
        foreach (var (line, numbers) in rows)
        {
            if (numbers.Length != contexts.States)
            {
                throw new InvalidDataException($"{path}, line {line}: expected {contexts.States} counts, one for each symbol, got {numbers.Length}.");
            }
        }

        if (rows.Count != contexts.Count)
        {
            throw new InvalidDataException($"{path}: expected {contexts.Count} rows of counts, one for each {contexts.Each}, got {rows.Count}.");
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
