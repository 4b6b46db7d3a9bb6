namespace Unmask;

/// <summary>A data law whose symbols stand for text, so that tokens can be given as text: <c>"given": {"0": "the "}</c>.</summary>
public interface IAlphabet
{
    /// <summary>The symbols that a text becomes, as the law's own texts do.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Symbols 0…S−1; none where the text has none.</returns>
    /// <exception cref="FormatException">A part of the text has no symbol; the message says which.</exception>
    int[] Symbols(string text);
}
