namespace Unmask.Theory;

/// <summary>The constants <c>C_Ψ</c> of K Table 2, of classes of test functions.</summary>
/// <remarks>Table 2's total variation rows mean <c>½‖p − q‖₁</c>, hence ½. Pure functions.</remarks>
public static class MetricConstant
{
    /// <summary>Total variation ½‖p − q‖₁: joint, of one position, or of k neighbouring positions.</summary>
    public const double TotalVariation = 0.5;

    /// <summary>Bounded Lipschitz, <c>‖ψ‖_∞ ≤ 1</c> and <c>Lip ≤ 1</c>.</summary>
    public const double BoundedLipschitz = 1;

    /// <summary><c>W1</c> with the Hamming distance as ground: <c>d/2</c>.</summary>
    /// <param name="length">Sequence length d.</param>
    public static double Hamming(int length) => Wasserstein(length);

    /// <summary><c>W1</c> with any ground distance: half its diameter.</summary>
    /// <param name="diameter">The largest distance between two sequences.</param>
    public static double Wasserstein(double diameter) => diameter / 2;

    /// <summary>One observable of a finite class (K Remark 5.2): half its spread <c>½ (max ψ − min ψ)</c>, since a constant does not matter; of a class, the largest.</summary>
    /// <param name="observable">ψ, at least one value.</param>
    public static double Spread(ReadOnlySpan<double> observable)
    {
        var (least, largest) = (observable[0], observable[0]);
        foreach (var value in observable)
        {
            (least, largest) = (Math.Min(least, value), Math.Max(largest, value));
        }

        return (largest - least) / 2;
    }

    /// <summary>Maximum mean discrepancy: <c>sup_x √K(x, x)</c>; 1 for a kernel of at most 1.</summary>
    /// <param name="largest"><c>sup_x K(x, x)</c>.</param>
    public static double MeanDiscrepancy(double largest) => Math.Sqrt(largest);
}
