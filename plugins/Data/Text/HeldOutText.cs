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
/// <para>The texts are read when first needed and kept, four bytes a symbol. Thread-safe; sampling allocates nothing. A law of a window
/// costs a pass over the text.</para>
/// </remarks>
[Plugin(
    "text",
    Summary = "Windows of real text, to judge predictors on text they have not seen",
    Equation = "p(x) = the share of windows of L symbols in the files that are x",
    Example = """{"length": 16, "files": "text.txt"}""")]
public sealed class HeldOutText : IDataDistribution, IWindowLaw, ITokenizer, IValidates
{
    private readonly HeldOutTextOptions _options;
    private readonly Lazy<TextWindows> _windows;

    /// <summary>Creates the law; the files are read when first needed.</summary>
    public HeldOutText(HeldOutTextOptions options)
    {
        _options = options;
        Shape = new Shape(options.Length, options.Tokenizer.States());
        _windows = new(() => new TextWindows(options.Files.Select(file => Symbols(file).ToArray()), options.Length));
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
                problems.Add("files", $"Expected text of at least {shape.Length} {_options.Tokenizer.Describe()}, the length of a window; the longest of {_options.Files.Length} files has {longest}. Take more text, or a smaller length.");
            }
        }
        catch (InvalidDataException error)
        {
            problems.Add("files", error.Message);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<int> Symbols(string path) => TextSymbols.Of(path, _options.Tokenizer);

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _windows.Value[random.NextInt(_windows.Value.Count)].CopyTo(x);

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
}
