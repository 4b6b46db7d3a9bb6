using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Data.Sums;

/// <summary>Options of <see cref="GlobalSum"/>.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Sum">What the tokens sum to, modulo S.</param>
public sealed record GlobalSumOptions(
    [Description("Sequence length L, tokens"), Range(2, 10_000_000)] int Length,
    [Description("Number of symbols S"), Range(2, 1 << 24)] int States,
    [Description("What the tokens sum to modulo S, 0 to states - 1"), Range(0, (1 << 24) - 1)] int Sum = 0);

/// <summary>The uniform law on sequences with a given sum modulo S: the MDS code of dimension L − 1, or a coset of it (T 1.10).</summary>
[Plugin(
    "global-sum",
    Summary = "Uniform on sequences whose tokens sum to a number modulo the number of symbols",
    Equation = "p(x) = S^(1 − L) if Σ_i x_i ≡ sum (mod S), else 0",
    Reference = "T 1.10",
    Example = """{"length": 8, "states": 3, "sum": 1}""")]
public sealed class GlobalSum(GlobalSumOptions options) : SumLaw(new Shape(options.Length, options.States), options.Sum), IValidates
{
    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Sum >= options.States)
        {
            problems.Add("sum", $"Expected a sum modulo {options.States}, 0 to {options.States - 1}, got {options.Sum}: the same law has sum {options.Sum % options.States}.");
        }
    }
}
