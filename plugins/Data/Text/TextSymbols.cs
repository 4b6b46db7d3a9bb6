namespace Unmask.Plugins.Data.Text;

/// <summary>Text files as symbols of an alphabet, read as a stream.</summary>
internal static class TextSymbols
{
    private const int Space = 26;
    private const int BufferLength = 1 << 16;

    /// <summary>Vocabulary size of an alphabet.</summary>
    public static int States(this Alphabet alphabet) => alphabet == Alphabet.Letters ? 27 : 256;

    /// <summary>The symbols in words, for messages.</summary>
    public static string Describe(this Alphabet alphabet) => alphabet == Alphabet.Letters ? "letters or space" : "bytes";

    /// <summary>The symbols of a file (<see cref="ITokenizer.Symbols"/>).</summary>
    public static IEnumerable<int> Of(string path, Alphabet alphabet)
    {
        using var file = Try(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan));
        var (buffer, previous) = (new byte[BufferLength], -1);
        for (var read = Try(path, () => file.Read(buffer)); read > 0; read = Try(path, () => file.Read(buffer)))
        {
            for (var k = 0; k < read; k++)
            {
                var symbol = alphabet == Alphabet.Letters ? Letter(buffer[k]) : buffer[k];
                if (alphabet == Alphabet.Bytes || symbol != Space || previous != Space)
                {
                    yield return symbol;
                }

                previous = symbol;
            }
        }
    }

    private static int Letter(byte one)
    {
        var lower = one | 0x20;
        return lower is >= 'a' and <= 'z' ? lower - 'a' : Space;
    }

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
