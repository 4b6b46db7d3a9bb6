using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Numerics;

namespace Unmask.Plugins.Data.Text;

/// <summary>Options of <see cref="HeldOutText"/>.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="Files">Text files.</param>
/// <param name="Tokenizer">How text becomes symbols.</param>
public sealed record HeldOutTextOptions(
    [Description("Sequence length L, symbols of a window"), Range(1, 10_000_000)] int Length,
    [Description("Text files; no window goes across two files"), InputFile, OneOrMany] string[] Files,
    [Description("letters: a-z in either case, then one space for every run of anything else, 27 symbols; bytes: 256 symbols")] Alphabet Tokenizer = Alphabet.Letters);

/// <summary>A window of real text at random: uniform on the N windows of L neighbouring symbols, wherever they start.</summary>
/// <remarks>
/// <para>It stands for the language the text is in: draws from it are real, so a predictor is judged on them, on text it has not been
/// trained on. What the language's own probabilities are is not known, and the N windows do not tell: nearly each occurs once, so their
/// frequencies say that a window is 1/N likely or impossible. The law therefore offers no probabilities of whole sequences, no
/// conditionals and no information curve, but laws of a few neighbouring positions, where frequencies mean something.</para>
/// <para>Given tokens, it is uniform on the windows that have them.</para>
/// <para>The texts are read when first needed and kept, four bytes a symbol. Thread-safe; sampling allocates nothing. A law of a window
/// costs a pass over the text.</para>
/// </remarks>
[Plugin(
    "text",
    Summary = "Windows of real text, to judge predictors on text they have not seen",
    Equation = "p(x) = the share of windows of L symbols in the files that are x",
    Example = """{"length": 16, "files": "text.txt"}""")]
public sealed class HeldOutText : IDataDistribution, IWindowLaw, IConditionable, ITokenizer, IValidates
{
    private readonly HeldOutTextOptions _options;
    private readonly TextSymbols _symbols;
    private readonly Lazy<TextWindows> _windows;

    /// <summary>Creates the law; the files are read when first needed.</summary>
    public HeldOutText(HeldOutTextOptions options)
    {
        _options = options;
        _symbols = new TextSymbols(options.Tokenizer);
        Shape = new Shape(options.Length, _symbols.States);
        _windows = new(() => new TextWindows(options.Files.Select(file => _symbols.Symbols(file).ToArray()), options.Length));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        try
        {
            if (_windows.Value is { Count: 0, Longest: var longest })
            {
                problems.Add("files", $"Expected text of at least {shape.Length} {_symbols.Description}, the length of a window; the longest of {_options.Files.Length} files has {longest}. Take more text, or a smaller length.");
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add("files", error.Message);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<int> Symbols(Stream text) => _symbols.Symbols(text);

    /// <inheritdoc/>
    public string? Text(int symbol) => _symbols.Text(symbol);

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _windows.Value[random.NextInt(_windows.Value.Count)].CopyTo(x);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">No window has these tokens.</exception>
    public IDataDistribution? Given(ReadOnlySpan<int> tokens)
    {
        var (windows, chosen, free) = (_windows.Value, new List<int>(), new List<int>());
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] == Shape.Mask)
            {
                free.Add(i);
            }
        }

        for (var k = 0; k < windows.Count; k++)
        {
            if (Has(windows[k], tokens))
            {
                chosen.Add(k);
            }
        }

        return chosen.Count > 0
            ? new GivenText(Shape.States, windows, [.. chosen], [.. free])
            : throw new InvalidDataException($"None of the {windows.Count} windows of the text has the given tokens. Give fewer of them, or take more text.");
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        var windows = _windows.Value;
        law.Clear();
        for (var k = 0; k < windows.Count; k++)
        {
            var number = 0;
            foreach (var symbol in windows[k].Slice(start, length))
            {
                number = (number * Shape.States) + symbol;
            }

            law[number]++;
        }

        foreach (ref var count in law)
        {
            count /= windows.Count;
        }
    }

    private bool Has(ReadOnlySpan<int> window, ReadOnlySpan<int> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] != Shape.Mask && tokens[i] != window[i])
            {
                return false;
            }
        }

        return true;
    }
}
