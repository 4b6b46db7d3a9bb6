using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>Options of <see cref="Cosine"/>.</summary>
/// <param name="Steps">The number of steps T.</param>
public sealed record CosineOptions(
    [Range(1, int.MaxValue)][Description("number of steps T, at most the length")] int Steps);

/// <summary>
/// Revealed after step j of T: <c>round(L (1 − cos(πj/2T)))</c>, at least one more than before, L after the last.
/// </summary>
/// <remarks>
/// Small steps first, as MaskGIT's cosine schedule. Halves are rounded to even, after evaluation in doubles.
/// Since <c>cos(πu/2) ≥ 1 − u</c>, at least one position is always left for each later step. Thread-safe; keeps nothing between calls.
/// </remarks>
[Plugin(
    "cosine",
    Summary = "Revealed after step j of T: round(L (1 - cos(pi j / 2T)))",
    Equation = "revealed after step j: round(L (1 − cos(πj / 2T)))",
    Reference = "arXiv 2202.04200")]
public sealed class Cosine(CosineOptions options, Shape shape) : ISizeLaw, IValidates
{
    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law)
    {
        if (step >= options.Steps - 1)
        {
            return CertainSize.Write(left, left, law);
        }

        var revealed = Math.Round(shape.Length * (1 - Math.Cos(Math.PI * (step + 1) / (2.0 * options.Steps))));
        return CertainSize.Write((int)revealed - (shape.Length - left), left, law);
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => SizeLimits.Steps(options.Steps, shape, problems);
}
