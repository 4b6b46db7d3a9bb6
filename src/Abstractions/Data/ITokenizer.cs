namespace Unmask;

/// <summary>A data law whose symbols stand for text: how text becomes them, and they become text.</summary>
/// <remarks>What reads text beside such a law asks the law, so both mean the same symbols: a predictor that is trained on text for it, a text
/// that is given to it.</remarks>
public interface ITokenizer
{
    /// <summary>The symbols of a text, in order, each 0…S−1; the same text gives the same symbols. Read while enumerated; thread-safe.</summary>
    /// <param name="text">Its bytes, read to the end and not disposed; what a user types comes as UTF-8.</param>
    IEnumerable<int> Symbols(Stream text);

    /// <summary>The text that a symbol stands for, as it is shown to people; null if it has none.</summary>
    /// <param name="symbol">A symbol, 0…S−1.</param>
    string? Text(int symbol) => null;
}
