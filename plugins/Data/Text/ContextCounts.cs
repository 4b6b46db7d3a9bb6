using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data.Text;

/// <summary>Counts of symbols after k others in text files, read as a stream; nothing is counted across two files.</summary>
internal static class ContextCounts
{
    private const int Space = 26;
    private const int BufferLength = 1 << 16;

    /// <summary>Vocabulary size of an alphabet.</summary>
    public static int StatesOf(Alphabet alphabet) => alphabet == Alphabet.Letters ? 27 : 256;

    /// <summary>Counts the files.</summary>
    /// <param name="contexts">What is counted: a symbol after k symbols.</param>
    /// <param name="alphabet">How text becomes symbols.</param>
    /// <param name="paths">The files.</param>
    /// <returns>Counts, row-major, shape [S^k × S].</returns>
    /// <exception cref="InvalidDataException">A file cannot be read.</exception>
    public static double[] Of(Contexts contexts, Alphabet alphabet, IEnumerable<string> paths)
    {
        var counts = new double[contexts.Count * contexts.States];
        foreach (var path in paths)
        {
            Read(contexts, alphabet, path, counts);
        }

        return counts;
    }

    /// <summary>Whether a file has k + 1 symbols; reads no further than that.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    public static bool Any(Contexts contexts, Alphabet alphabet, string path) => Read(contexts, alphabet, path, []);

    private static bool Read(Contexts contexts, Alphabet alphabet, string path, Span<double> counts)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
            return Count(contexts, alphabet, file, counts);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    // Without room for counts, only whether there is something to count.
    private static bool Count(Contexts contexts, Alphabet alphabet, FileStream file, Span<double> counts)
    {
        var buffer = new byte[BufferLength];
        var (previous, context, known, shorter) = (-1, 0, 0, contexts.Count / contexts.States);
        for (var read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            foreach (var one in buffer.AsSpan(0, read))
            {
                var symbol = alphabet == Alphabet.Letters ? Letter(one) : one;
                if (alphabet == Alphabet.Letters && symbol == Space && previous == Space)
                {
                    continue;
                }

                if (known == contexts.Order)
                {
                    if (counts.IsEmpty)
                    {
                        return true;
                    }

                    counts[(context * contexts.States) + symbol]++;
                }

                known = Math.Min(known + 1, contexts.Order);
                context = shorter == 1 ? symbol : (context % shorter * contexts.States) + symbol;
                previous = symbol;
            }
        }

        return !counts.IsEmpty;
    }

    private static int Letter(byte one)
    {
        var lower = one | 0x20;
        return lower is >= 'a' and <= 'z' ? lower - 'a' : Space;
    }
}
