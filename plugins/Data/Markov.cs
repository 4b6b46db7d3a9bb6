using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Plugins.Data.Chains;
using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Data;

/// <summary>Options of <see cref="Markov"/>: exactly one of transitions and counts.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Initial">The law of the first token.</param>
/// <param name="Transitions">One S × S matrix for all steps, or L − 1 of them; row = from, column = to.</param>
/// <param name="Counts">A file of S × S pair counts.</param>
public sealed record MarkovOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Number of symbols S"), Range(2, 4096)] int States,
    [Description("Probabilities of the first token, S numbers; absent: the stationary law of the one matrix, or the row sums of the counts")] double[]? Initial = null,
    [Description("Transition probabilities, row = from: one S x S matrix for all steps, or length - 1 of them"), OneOrMany] double[][][]? Transitions = null,
    [Description("File of S x S pair counts instead of transitions: one row a line, blanks or commas between numbers, # for comments"), InputFile] string? Counts = null);

/// <summary>A first-order Markov chain, <c>p(x) = π(x_0) Π_i P_i(x_i, x_{i+1})</c>, from matrices or from counts.</summary>
/// <remarks>Rows have to sum to 1 within 1e-9 and are then renormalised. Counts are turned into a chain as <c>text-chain</c> does it.</remarks>
[Plugin(
    "markov",
    Summary = "First-order Markov chain from transition matrices or a file of counts",
    Equation = "p(x) = initial(x_1) Π_i P_i(x_i, x_{i+1}); without initial, the stationary law",
    Example = """{"length": 8, "states": 2, "transitions": [[0.9, 0.1], [0.3, 0.7]]}""")]
public sealed class Markov(MarkovOptions options)
    : ChainLaw(new Shape(options.Length, options.States), () => Build(options)), IValidates
{
    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Initial is not null)
        {
            ProbabilityRows.Check(options.Initial, options.States, "initial", problems);
        }

        if ((options.Transitions is null) == (options.Counts is null))
        {
            problems.Add($"Expected either transitions or counts, got {(options.Counts is null ? "neither" : "both")}.");
        }
        else if (options.Counts is { } file)
        {
            try
            {
                CountsFile.Read(file, options.States);
            }
            catch (InvalidDataException error)
            {
                problems.Add("counts", error.Message);
            }
        }
        else
        {
            new TransitionMatrices(options).Check(problems);
        }
    }

    private static Chain Build(MarkovOptions options)
    {
        double[]? initial = null;
        if (options.Initial is { } given)
        {
            initial = new double[given.Length];
            ProbabilityRows.Normalise(given, initial);
        }

        if (options.Counts is { } file)
        {
            return FittedChain.Of(options.Length, CountsFile.Read(file, options.States), options.States, initial);
        }

        var steps = new TransitionMatrices(options).Flatten();
        return initial is not null
            ? new Chain(options.Length, initial, steps)
            : new Chain(options.Length, StationaryLaw.Of(steps, options.States)!, steps, stationary: true);
    }
}
