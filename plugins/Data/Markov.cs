using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Plugins.Data.Chains;
using Unmask.Plugins.Data.Files;

namespace Unmask.Plugins.Data;

/// <summary>Options of <see cref="Markov"/>: exactly one of transitions and counts.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Initial">The law of the first k tokens.</param>
/// <param name="Transitions">One S^k × S matrix for all steps, or at order 1 L − 1 of them; row = from, column = to.</param>
/// <param name="Counts">A file of S^k × S counts.</param>
/// <param name="Order">The order k.</param>
public sealed record MarkovOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Number of symbols S"), Range(2, 4096)] int States,
    [Description("Probabilities of the first token, S numbers (of the first order tokens, S^order, the first slowest); absent: the stationary law of the one matrix, or the row sums of the counts")] double[]? Initial = null,
    [Description("Transition probabilities, row = from: one S x S matrix for all steps (S^order x S, the oldest token slowest), or at order 1 length - 1 of them"), OneOrMany] double[][][]? Transitions = null,
    [Description("File of S x S pair counts (S^order x S) instead of transitions: one row a line, blanks or commas between numbers, # for comments"), InputFile] string? Counts = null,
    [Description("How many tokens before it a token depends on"), Range(1, 5)] int Order = 1);

/// <summary>A Markov chain of order k, <c>p(x) = π(x_1…x_k) Π_i P(x_i | x_{i−k}…x_{i−1})</c>, from matrices or from counts.</summary>
/// <remarks>Rows have to sum to 1 within 1e-9 and are then renormalised. Counts are turned into a chain as <c>text-chain</c> does it.</remarks>
[Plugin(
    "markov",
    Summary = "Markov chain of order 1 to 5 from transition matrices or a file of counts",
    Equation = "p(x) = initial(x_1) Π_i P_i(x_i, x_{i+1}); without initial, the stationary law; a higher order looks at more tokens",
    Example = """{"length": 8, "states": 2, "transitions": [[0.9, 0.1], [0.3, 0.7]]}""")]
public sealed class Markov(MarkovOptions options)
    : ChainLaw(options.Length, ContextsOf(options), () => Read(options), stationary: options is { Counts: null, Initial: null }), IValidates
{
    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        var contexts = ContextsOf(options);
        if (!contexts.Check(problems))
        {
            return;
        }

        if (options.Initial is not null)
        {
            ProbabilityRows.Check(options.Initial, contexts.Count, "initial", problems, contexts.Each);
        }

        if ((options.Transitions is null) == (options.Counts is null))
        {
            problems.Add($"Expected either transitions or counts, got {(options.Counts is null ? "neither" : "both")}.");
        }
        else if (options.Counts is { } file)
        {
            try
            {
                CountsFile.Read(file, contexts);
            }
            catch (InvalidDataException error)
            {
                problems.Add("counts", error.Message);
            }
        }
        else
        {
            new TransitionMatrices(options, contexts).Check(problems);
        }
    }

    private static Contexts ContextsOf(MarkovOptions options) => new(options.States, options.Order);

    private static (double[] Initial, double[] Transitions) Read(MarkovOptions options)
    {
        var contexts = ContextsOf(options);
        var (initial, transitions) = options.Counts is { } file
            ? FittedChain.Of(contexts, CountsFile.Read(file, contexts))
            : (null, new TransitionMatrices(options, contexts).Flatten());
        return (options.Initial is { } given ? ProbabilityRows.Flatten(given) : initial ?? contexts.Stationary(transitions)!, transitions);
    }
}
