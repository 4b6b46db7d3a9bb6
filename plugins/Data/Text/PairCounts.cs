namespace Unmask.Plugins.Data.Text;

/// <summary>Counts of neighbouring symbols in text files; a pair is never counted across two files.</summary>
internal sealed class PairCounts(TextSymbols text)
{
    private readonly long[] _counts = new long[text.States * text.States];

    /// <summary>The counts, row-major, shape [S × S].</summary>
    public double[] ToArray() => Array.ConvertAll(_counts, count => (double)count);

    /// <summary>Adds the pairs of one file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public void Add(string path)
    {
        var previous = -1;
        foreach (var symbol in text.Symbols(path))
        {
            if (previous >= 0)
            {
                _counts[(previous * text.States) + symbol]++;
            }

            previous = symbol;
        }
    }
}
