namespace Unmask;

/// <summary>Symbols of text files.</summary>
public static class TokenizerExtensions
{
    private const int BufferLength = 1 << 16;

    /// <summary>The symbols of a text file, in order; read while enumerated.</summary>
    /// <param name="tokenizer">Says what the symbols are.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file cannot be read; the message names it.</exception>
    public static IEnumerable<int> Symbols(this ITokenizer tokenizer, string path)
    {
        using var file = Try(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan));
        using var symbols = tokenizer.Symbols(file).GetEnumerator();
        while (Try(path, symbols.MoveNext))
        {
            yield return symbols.Current;
        }
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
