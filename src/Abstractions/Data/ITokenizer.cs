namespace Unmask;

/// <summary>A data law whose symbols stand for text: how text becomes them.</summary>
/// <remarks>What reads text beside such a law, a predictor that is trained on it for one, asks the law, so both mean the same symbols.</remarks>
public interface ITokenizer
{
    /// <summary>The symbols of a text file, in order, each 0…S−1; the same file gives the same symbols. Read while enumerated; thread-safe.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file cannot be read; the message names it.</exception>
    IEnumerable<int> Symbols(string path);
}
