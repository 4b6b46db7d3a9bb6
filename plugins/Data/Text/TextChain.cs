using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Plugins.Data.Chains;
using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Data.Text;

/// <summary>Options of <see cref="TextChain"/>: files, or counts where no files are given.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="Files">Text files.</param>
/// <param name="Counts">A file of counts measured before, used where no files are given.</param>
/// <param name="Alphabet">How text becomes symbols.</param>
/// <param name="Order">The order k.</param>
public sealed record TextChainOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Text files to fit; nothing is counted across two files"), InputFile, OneOrMany] string[]? Files = null,
    [Description("File of pair counts, S x S (S^order x S, the oldest symbol slowest), used where no files are given: one row a line, blanks or commas between numbers, # for comments"), InputFile] string? Counts = null,
    [Description("letters: a-z in either case, then one space for every run of anything else, 27 symbols; bytes: 256 symbols")] Alphabet Alphabet = Alphabet.Letters,
    [Description("How many symbols before it a symbol depends on; at most 4 for letters, 2 for bytes"), Range(1, 5)] int Order = 1);

/// <summary>A chain of order k fitted to the user's text, so that the theory is exact on real input.</summary>
/// <remarks>
/// <c>P(c, v) = n(c, v)/n(c)</c> and <c>π(c) = n(c)/Σ n</c> from the counts n of a symbol v after k symbols c. A context that nothing
/// was seen to follow (the last of a text) is followed as the longest of its ends that something was seen to follow, and if there is none
/// by a draw from the law of first symbols; symbols that never occur have probability 0.
/// </remarks>
[Plugin(
    "text-chain",
    Summary = "Markov chain of order 1 to 5 fitted to text, or to a file of its counts",
    Equation = "p(x) = π(x_1) Π_i N(x_i, x_{i+1}) / Σ_v N(x_i, v), N the counted pairs; a higher order looks at more symbols",
    Example = """{"length": 16, "files": "text.txt"}""")]
public sealed class TextChain(TextChainOptions options)
    : ChainLaw(options.Length, ContextsOf(options), () => Fit(options)), ITokenizer, IValidates
{
    private readonly TextSymbols _symbols = new(options.Alphabet);

    /// <inheritdoc/>
    public IEnumerable<int> Symbols(Stream text) => _symbols.Symbols(text);

    /// <inheritdoc/>
    public string? Text(int symbol) => _symbols.Text(symbol);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        var contexts = ContextsOf(options);
        if (!contexts.Check(problems))
        {
            return;
        }

        if (options.Files is { } files)
        {
            ValidateFiles(contexts, files, problems);
        }
        else if (options.Counts is { } counts)
        {
            Try("counts", () => CountsFile.Read(counts, contexts), problems);
        }
        else
        {
            problems.Add("Expected files or counts to fit a chain to, got neither.");
        }
    }

    private void ValidateFiles(Contexts contexts, string[] files, Problems problems)
    {
        var before = problems.All.Count;
        var any = false;
        for (var k = 0; k < files.Length; k++)
        {
            var file = files[k];
            Try($"files/{k}", () => any |= _symbols.Symbols(file).Skip(contexts.Order).Any(), problems);
        }

        if (!any && problems.All.Count == before)
        {
            problems.Add("files", $"Expected text of at least {(contexts.Order == 1 ? "two" : contexts.Order + 1)} symbols ({_symbols.Description}) to fit a chain to; found fewer in {(files.Length == 0 ? "no file" : string.Join(", ", files))}.");
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

    private static Contexts ContextsOf(TextChainOptions options) => new(new TextSymbols(options.Alphabet).States, options.Order);

    private static (double[] Initial, double[] Transitions) Fit(TextChainOptions options)
    {
        var contexts = ContextsOf(options);
        return FittedChain.Of(contexts, options.Files is { } files
            ? ContextCounts.Of(contexts, files.Select(new TextSymbols(options.Alphabet).Symbols))
            : CountsFile.Read(options.Counts!, contexts));
    }
}
