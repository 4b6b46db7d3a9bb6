using System.ComponentModel;
using Unmask.Theory;

namespace Unmask.Plugins.Processes;

/// <summary>Options of <see cref="Tokens"/>.</summary>
/// <param name="Rates">A file of rates.</param>
public sealed record TokensOptions(
    [InputFile][Description("a text file of the rates at which symbols jump, at unit noise: S lines, row = from, of S numbers that sum to 0, or of S - 1 without the diagonal; # for comments")] string Rates);

/// <summary>Any chain on the symbols of a token that forgets what it was: rates from a file, as those of D3PM (arXiv 2107.03006) in continuous time.</summary>
/// <remarks>
/// <para>Symbols 0…S−1, nothing is masked. Kernel <c>e^{BQ}</c> (<see cref="GeneratorExponential"/>), at B = ∞ the prior in every row; the prior is the stationary law, which has to be
/// unique: all symbols lead to one another, or all to one set of them that is never left.</para>
/// <para>The file is read when the process is made. Thread-safe; a kernel allocates.</para>
/// </remarks>
[Plugin(
    "tokens",
    Summary = "Each token jumps from symbol to symbol at rates from a file",
    Equation = "P(x_t = v | x_0 = u) = [exp(B(t) Q)]_uv, Q the rates, B the noise integrated; the prior is the stationary law π Q = 0",
    Notes = "Text file, a line of S numbers for each symbol, row = from, each row summing to 0; or of S − 1 numbers, the diagonal left out. The stationary law has to be unique; it need not be uniform.",
    Reference = "arXiv 2107.03006",
    Example = """{"rates": "rates.txt"}""")]
public sealed class Tokens : IForwardProcess, IValidates
{
    private readonly string _file;
    private readonly double[] _rates, _stationary;
    private readonly int _symbols;
    private readonly GeneratorExponential _exponential;

    /// <summary>Reads the rates.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or holds no generator with one stationary law; the message names file and line.</exception>
    public Tokens(TokensOptions options)
    {
        _file = options.Rates;
        (_rates, _symbols) = RatesFile.Read(_file);
        _stationary = StationaryLaw.Of(_rates, _symbols) ?? throw new InvalidDataException($"{_file}: expected rates by which all symbols lead to one another, or all to one set of them that is never left; got two sets that are never left, so that there is no prior that every token tends to.");
        _exponential = new GeneratorExponential(_rates, _symbols);
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (shape.States != _symbols)
        {
            problems.Add("rates", $"Expected rates of the {shape.States} symbols that the data have; {_file} has those of {_symbols}.");
        }
    }

    /// <inheritdoc/>
    public int Symbols(int states) => states;

    /// <inheritdoc/>
    public void Generator(int states, Span<double> generator) => Own(states, _rates).CopyTo(generator);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="b"/> is negative or NaN, or the rates are of another number of symbols.</exception>
    public void Kernel(int states, double b, Span<double> kernel)
    {
        if (!(b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, $"Got an integrated rate of {b}; expected at least 0.");
        }

        Own(states, _rates);
        if (!double.IsInfinity(b))
        {
            _exponential.Write(b, kernel);
            return;
        }

        for (var from = 0; from < _symbols; from++)
        {
            _stationary.CopyTo(kernel[(from * _symbols)..]);
        }
    }

    /// <inheritdoc/>
    public void Prior(int states, Span<double> prior) => Own(states, _stationary).CopyTo(prior);

    private double[] Own(int states, double[] numbers) => states == _symbols
        ? numbers
        : throw new ArgumentOutOfRangeException(nameof(states), states, $"Got a vocabulary of {states}; {_file} has rates of {_symbols} symbols.");
}
