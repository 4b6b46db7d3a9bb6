using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Schedules;

/// <summary>To which dependence <see cref="RandomSizes"/> adapts.</summary>
public enum Dependence
{
    /// <summary>Steps in proportion to what is left: for data whose curve falls late, whose total correlation is small.</summary>
    TotalCorrelation,

    /// <summary>Steps in proportion to what is revealed: for data whose curve falls early, whose dual total correlation is small.</summary>
    DualTotalCorrelation,

    /// <summary>The smaller of the two: for both, at up to twice the steps.</summary>
    Both,
}

/// <summary>Options of <see cref="RandomSizes"/>.</summary>
/// <param name="Steps">The expected number of steps.</param>
/// <param name="Adapts">To which dependence.</param>
public sealed record RandomSizesOptions(
    [Range(1, int.MaxValue)][Description("expected number of steps E T, at most the length; need not be whole")] double Steps,
    [Description("to which dependence: totalCorrelation (small steps last), dualTotalCorrelation (small steps first), or both")] Dependence Adapts = Dependence.Both);

/// <summary>
/// Random sizes that adapt to the data without knowing it: after w tokens a step ends with probability
/// <c>q_w = min(1, θ r_w)</c>, independently, where <c>r_w</c> is <c>1/(L−w)</c>, <c>1/w</c>, or the larger of both, and θ makes the expected number of
/// steps <c>1 + Σ_w q_w</c> what is asked for (T 1.14).
/// </summary>
/// <remarks>
/// <para><c>E KL − E ε_train ≤ TC/(θ+1)</c> for the first, <c>≤ DTC/(θ−1)</c> for the second where θ > 1, and both for the third; θ is of the
/// order <c>E T / log L</c>, so the error is of the order TC/T and DTC/T up to a logarithm, whatever the data.</para>
/// <para>The rates are those of arXiv 2602.20126, whose abstract this follows: sizes random at every step, two choices of a parameter. Its
/// own law of sizes may differ from this one. A size law depends on what is left only. Probability below 1e-18 of a size so large
/// is given to the largest that is kept. Thread-safe; keeps nothing between calls.</para>
/// </remarks>
[Plugin(
    "random-sizes",
    Summary = "Random sizes that adapt to unknown total or dual total correlation",
    Equation = "after w revealed a step ends with probability min(1, θ r_w), r_w = 1/(L−w), 1/w or the larger; E T = 1 + Σ_w min(1, θ r_w)",
    Reference = "T 1.14; after arXiv 2602.20126",
    Example = """{"steps": 8}""")]
public sealed class RandomSizes(RandomSizesOptions options, Shape shape) : ISizeLaw, IValidates
{
    private const double Negligible = 1e-18;

    private readonly Lazy<double[]> _ends = new(() => Ends(options, shape.Length));

    /// <inheritdoc/>
    public int Sizes(int step, int left, Span<double> law)
    {
        var ends = _ends.Value;
        var revealed = shape.Length - left;
        var going = 1.0;
        for (var size = 1; ; size++)
        {
            var end = going > Negligible ? ends[revealed + size] : 1;
            law[size - 1] = going * end;
            if (end == 1)
            {
                return size;
            }

            going *= 1 - end;
        }
    }

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (!(options.Steps <= shape.Length))
        {
            problems.Add("steps", $"got {options.Steps} expected steps for {SizeLimits.Positions(shape)}; expected 1 to {shape.Length}, since each step reveals at least one position.");
        }
    }

    /// <summary><c>q_w</c> for w = 0…L; 1 at the end, where the last step ends for certain.</summary>
    private static double[] Ends(RandomSizesOptions options, int length)
    {
        var rates = Enumerable.Range(0, length).Select(w => Rate(options.Adapts, w, length)).ToArray();
        var theta = Theta(rates.Skip(1).OrderDescending().ToArray(), options.Steps - 1);
        return [.. rates.Select(rate => Math.Min(1, theta * rate)), 1];
    }

    private static double Rate(Dependence adapts, int w, int length)
    {
        var (late, early) = (1.0 / (length - w), 1.0 / Math.Max(1, w));
        return adapts switch
        {
            Dependence.TotalCorrelation => late,
            Dependence.DualTotalCorrelation => early,
            _ => Math.Max(late, early),
        };
    }

    /// <summary>The θ with <c>Σ_w min(1, θ r_w) = expected</c>: the k largest rates are at 1, the others share what is left of it.</summary>
    private static double Theta(double[] descending, double expected)
    {
        var rest = new double[descending.Length + 1];
        for (var k = descending.Length - 1; k >= 0; k--)
        {
            rest[k] = rest[k + 1] + descending[k];
        }

        for (var k = 0; k < descending.Length; k++)
        {
            var theta = (expected - k) / rest[k];
            if (theta * descending[k] <= 1)
            {
                return theta;
            }
        }

        return descending.Length;
    }
}
