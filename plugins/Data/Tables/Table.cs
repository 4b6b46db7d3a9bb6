using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unmask.Numerics;
using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Data.Tables;

/// <summary>Options of <see cref="Table"/>: exactly one of probabilities and file.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Probabilities">The law, row-major.</param>
/// <param name="File">A file of the same numbers.</param>
public sealed record TableOptions(
    [Description("Sequence length L, tokens"), Range(1, 24)] int Length,
    [Description("Number of symbols S"), Range(2, 1 << 24)] int States,
    [Description("Probability of every sequence, S^L numbers, row-major: the first token is slowest")] double[]? Probabilities = null,
    [Description("File of the S^L probabilities instead: blanks, commas or new lines between numbers, # for comments"), InputFile] string? File = null);

/// <summary>Any law on a small space, given as the probability of every sequence.</summary>
/// <remarks>
/// At most 2^24 sequences. Conditionals are looked up in sums over masked tokens (<see cref="MaskedSums"/>), computed at the first
/// call. Thread-safe; sampling and conditionals allocate nothing once warm.
/// </remarks>
[Plugin(
    "table",
    Summary = "Any law on a small space: the probability of every sequence",
    Equation = "p(x) = probabilities[x], row-major, the first token slowest",
    Example = """{"length": 2, "states": 2, "probabilities": [0.4, 0.1, 0.1, 0.4]}""")]
public sealed class Table : IDataDistribution, IJointLaw, IWindowLaw, IConditionalLaw, IConditionable, IValidates
{
    private const double MostSequences = 1 << 24;

    private readonly TableOptions _options;
    private readonly Lazy<double[]> _law;
    private readonly Lazy<PrefixLaws> _prefixes;
    private readonly Lazy<MaskedSums> _sums;

    /// <summary>Creates the law; nothing is computed yet.</summary>
    public Table(TableOptions options)
    {
        _options = options;
        Shape = new Shape(options.Length, options.States);
        _law = new(Load);
        _prefixes = new(() => new PrefixLaws(Shape, _law.Value));
        _sums = new(() => new MaskedSums(Shape, _law.Value));
    }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (Shape.Sequences > MostSequences)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"A table of {Shape.States}^{Shape.Length} = {Shape.Sequences:G4} sequences is too large: at most 2^24 = {MostSequences:N0}. Take a smaller length, or a law that needs no table: markov, independent, text-chain."));
        }
        else if ((_options.Probabilities is null) == (_options.File is null))
        {
            problems.Add($"Expected either probabilities or file, got {(_options.File is null ? "neither" : "both")}.");
        }
        else if (_options.Probabilities is { } probabilities)
        {
            CheckLaw(probabilities, "probabilities", problems);
        }
        else
        {
            CheckFile(_options.File!, problems);
        }
    }

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x) => _prefixes.Value.Sample(ref random, x);

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<int> x)
    {
        var index = 0;
        foreach (var symbol in x)
        {
            index = (index * Shape.States) + symbol;
        }

        return Math.Log(_law.Value[index]);
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law) => _prefixes.Value.Window(start, length, law);

    /// <inheritdoc/>
    public void Conditionals(in Query query, Span<double> rows, CancellationToken stop) => _sums.Value.Conditionals(query, rows, stop);

    /// <inheritdoc/>
    public IDataDistribution? Given(ReadOnlySpan<int> tokens)
    {
        var free = Shape with { Length = tokens.Count(Shape.Mask) };
        var law = new double[(int)free.Sequences];
        for (var number = 0; number < law.Length; number++)
        {
            // The free tokens are the digits of their sequence's number, the last one the fastest.
            var (index, place, rest) = (0, 1, number);
            for (var i = tokens.Length - 1; i >= 0; i--)
            {
                var digit = tokens[i];
                if (digit == Shape.Mask)
                {
                    (rest, digit) = Math.DivRem(rest, Shape.States);
                }

                index += place * digit;
                place *= Shape.States;
            }

            law[number] = _law.Value[index];
        }

        ProbabilityRows.Normalise(law, law);
        return new Table(new TableOptions(free.Length, free.States, law));
    }

    private void CheckFile(string file, Problems problems)
    {
        try
        {
            CheckLaw(Numbers(file), "file", problems);
        }
        catch (InvalidDataException error)
        {
            problems.Add("file", error.Message);
        }
    }

    private void CheckLaw(double[] law, string path, Problems problems)
    {
        if (law.Length == (int)Shape.Sequences)
        {
            ProbabilityRows.Check(law, law.Length, path, problems);
        }
        else
        {
            problems.Add(path, $"Expected {Shape.States}^{Shape.Length} = {Shape.Sequences} probabilities, one for each sequence, got {law.Length}.");
        }
    }

    private double[] Load()
    {
        var given = _options.Probabilities ?? Numbers(_options.File!);
        var law = new double[given.Length];
        ProbabilityRows.Normalise(given, law);
        return law;
    }

    private static double[] Numbers(string file) => [.. NumberFile.Read(file, "a probability").SelectMany(row => row.Numbers)];
}
