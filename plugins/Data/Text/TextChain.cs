using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Plugins.Data.Chains;
using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Data.Text;

/// <summary>Options of <see cref="TextChain"/>: files, or counts where no files are given.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="Files">Text files.</param>
/// <param name="Counts">A file of pair counts measured before, used where no files are given.</param>
/// <param name="Alphabet">How text becomes symbols.</param>
public sealed record TextChainOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Text files to fit; no pair is counted across two files"), InputFile, OneOrMany] string[]? Files = null,
    [Description("File of pair counts, used where no files are given: one row a line, blanks or commas between numbers, # for comments"), InputFile] string? Counts = null,
    [Description("letters: a-z in either case, then one space for every run of anything else, 27 symbols; bytes: 256 symbols")] Alphabet Alphabet = Alphabet.Letters);

/// <summary>A first-order chain fitted to the user's text, so that the theory is exact on real input.</summary>
/// <remarks>
/// <c>P(a, b) = n(a, b)/n(a)</c> and <c>π(a) = n(a)/Σ n</c> from the counts n of neighbouring symbols. A symbol that nothing
/// was seen to follow (the last of a text) is followed by a draw from π; symbols that never occur have probability 0.
/// </remarks>
[Plugin(
    "text-chain",
    Summary = "First-order Markov chain fitted to text, or to a file of its pair counts",
    Equation = "p(x) = π(x_1) Π_i N(x_i, x_{i+1}) / Σ_v N(x_i, v), N the counted pairs",
    Example = """{"length": 16, "files": "text.txt"}""")]
public sealed class TextChain(TextChainOptions options)
    : ChainLaw(new Shape(options.Length, new TextSymbols(options.Alphabet).States), () => Build(options)), ITokenizer, IValidates
{
    private readonly TextSymbols _symbols = new(options.Alphabet);

    /// <inheritdoc/>
    public IEnumerable<int> Symbols(Stream text) => _symbols.Symbols(text);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Files is { } files)
        {
            ValidateFiles(files, problems);
        }
        else if (options.Counts is { } counts)
        {
            Try("counts", () => CountsFile.Read(counts, shape.States), problems);
        }
        else
        {
            problems.Add("Expected files or counts to fit a chain to, got neither.");
        }
    }

    private void ValidateFiles(string[] files, Problems problems)
    {
        var before = problems.All.Count;
        var any = false;
        for (var k = 0; k < files.Length; k++)
        {
            var file = files[k];
            Try($"files/{k}", () => any |= _symbols.Symbols(file).Skip(1).Any(), problems);
        }

        if (!any && problems.All.Count == before)
        {
            problems.Add("files", $"Expected text of at least two symbols ({_symbols.Description}) to fit a chain to; found fewer in {(files.Length == 0 ? "no file" : string.Join(", ", files))}.");
        }
    }

    private static void Try(string option, Action read, Problems problems)
    {
        try
        {
            read();
        }
        catch (InvalidDataException error)
        {
            problems.Add(option, error.Message);
        }
    }

    private static Chain Build(TextChainOptions options)
    {
        var symbols = new TextSymbols(options.Alphabet);
        if (options.Files is not { } files)
        {
            return FittedChain.Of(options.Length, CountsFile.Read(options.Counts!, symbols.States), symbols.States);
        }

        var pairs = new PairCounts(symbols);
        foreach (var file in files)
        {
            pairs.Add(file);
        }

        return FittedChain.Of(options.Length, pairs.ToArray(), symbols.States);
    }
}
