namespace Unmask.Plugins.Data.Text;

/// <summary>Text as symbols of an alphabet, read as a stream. Thread-safe.</summary>
internal sealed class TextSymbols(Alphabet alphabet) : ITokenizer
{
    private const int Space = 26;
    private const int BufferLength = 1 << 16;

    /// <summary>Vocabulary size S.</summary>
    public int States { get; } = alphabet == Alphabet.Letters ? 27 : 256;

    /// <summary>The symbols in words, for messages.</summary>
    public string Description { get; } = alphabet == Alphabet.Letters ? "letters or space" : "bytes";

    /// <inheritdoc/>
    public IEnumerable<int> Symbols(Stream text)
    {
        var (buffer, previous) = (new byte[BufferLength], -1);
        for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
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

    /// <inheritdoc/>
    /// <remarks>A byte that is no printable ASCII is shown as <c>\\x</c> and its two hexadecimal digits: a part of a letter is none.</remarks>
    public string Text(int symbol) => alphabet == Alphabet.Letters
        ? symbol == Space ? " " : ((char)('a' + symbol)).ToString()
        : symbol is >= ' ' and <= '~' or '\n' ? ((char)symbol).ToString() : $"\\x{symbol:x2}";

    private static int Letter(byte one)
    {
        var lower = one | 0x20;
        return lower is >= 'a' and <= 'z' ? lower - 'a' : Space;
    }
}
