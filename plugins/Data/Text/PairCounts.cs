using System.Text;

namespace Unmask.Plugins.Data.Text;

/// <summary>Counts of neighbouring symbols in text files, read as a stream; a pair is never counted across two files.</summary>
internal sealed class PairCounts
{
    private const int Space = 26;
    private const int BufferLength = 1 << 16;

    private readonly Alphabet _alphabet;
    private readonly long[] _counts;

    /// <summary>Counts nothing yet.</summary>
    public PairCounts(Alphabet alphabet)
    {
        _alphabet = alphabet;
        States = StatesOf(alphabet);
        _counts = new long[States * States];
    }

    /// <summary>Vocabulary size S.</summary>
    public int States { get; }

    /// <summary>Vocabulary size of an alphabet.</summary>
    public static int StatesOf(Alphabet alphabet) => alphabet == Alphabet.Letters ? 27 : 256;

    /// <summary>The symbols of a text, in UTF-8, as in a file.</summary>
    public static int[] Symbols(Alphabet alphabet, string text)
    {
        var symbols = new List<int>();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (Symbol(alphabet, one, symbols.Count > 0 ? symbols[^1] : -1) is { } symbol)
            {
                symbols.Add(symbol);
            }
        }

        return [.. symbols];
    }

    /// <summary>The counts, row-major, shape [S × S].</summary>
    public double[] ToArray() => Array.ConvertAll(_counts, count => (double)count);

    /// <summary>Adds the pairs of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="firstPairOnly">Stops at the first pair: enough to know that there is one.</param>
    /// <returns>True if the file has a pair of symbols.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public bool Add(string path, bool firstPairOnly = false)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
            return Add(file, firstPairOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private bool Add(FileStream file, bool firstPairOnly)
    {
        var buffer = new byte[BufferLength];
        var (previous, any) = (-1, false);
        for (var read = file.Read(buffer); read > 0 && !(any && firstPairOnly); read = file.Read(buffer))
        {
            foreach (var one in buffer.AsSpan(0, read))
            {
                if (Symbol(_alphabet, one, previous) is not { } symbol)
                {
                    continue;
                }

                if (previous >= 0)
                {
                    _counts[(previous * States) + symbol]++;
                    any = true;
                }

                previous = symbol;
            }
        }

        return any;
    }

    /// <summary>The symbol of a byte after another symbol; null for one more blank.</summary>
    private static int? Symbol(Alphabet alphabet, byte one, int previous) =>
        alphabet == Alphabet.Bytes ? one : Letter(one) is var letter && letter == Space && previous == Space ? null : letter;

    private static int Letter(byte one)
    {
        var lower = one | 0x20;
        return lower is >= 'a' and <= 'z' ? lower - 'a' : Space;
    }
}
