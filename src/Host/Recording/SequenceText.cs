using System.Text;
using Unmask.Host.Conditioning;

namespace Unmask.Host.Recording;

/// <summary>How sequences of a data law read, for people.</summary>
/// <param name="tokenizer">Knows the text of symbols, or null.</param>
/// <param name="given">The tokens that are given, or null.</param>
internal sealed class SequenceText(ITokenizer? tokenizer, GivenTokens? given)
{
    private const string Masked = "□";

    /// <summary>The text of a symbol, or null if it has none.</summary>
    public string? Of(int symbol) => tokenizer?.Text(symbol);

    /// <summary>A generated sequence with the tokens that are given, or null if a symbol has no text.</summary>
    /// <param name="tokens">Shape [L]; S for a mask.</param>
    /// <param name="mask">S.</param>
    public string? Of(ReadOnlySpan<int> tokens, int mask)
    {
        var full = new int[given?.Full.Length ?? tokens.Length];
        if (given is null)
        {
            tokens.CopyTo(full);
        }
        else
        {
            given.Insert(tokens, full);
        }

        var text = new StringBuilder();
        foreach (var symbol in full)
        {
            if ((symbol == mask ? Masked : Of(symbol)) is not { } own)
            {
                return null;
            }

            text.Append(own);
        }

        return text.ToString();
    }
}
