using Unmask.Numerics;

namespace Unmask.Plugins.Samplers;

/// <summary>The law of a position's next symbol when its jumps to v within a step are Poisson with mean <c>λ_v</c>, <c>Λ = Σ_v λ_v</c>.</summary>
/// <remarks>Each takes λ, 0 at the symbol that is there, and leaves probabilities, shape [n].</remarks>
internal static class LeapRules
{
    /// <summary>More than one jump is none: <c>P(v) = λ_v e^{−Λ}</c>.</summary>
    public static void Reject(Span<double> law, int present, double total)
    {
        var once = Math.Exp(-total);
        Scale(law, once);
        law[present] = once - Logarithms.ExpMinusOne(-total) - (total * once);
    }

    /// <summary>More than one jump is the first of them: <c>P(v) = (1 − e^{−Λ}) λ_v/Λ</c>.</summary>
    public static void First(Span<double> law, int present, double total)
    {
        Scale(law, total > 0 ? -Logarithms.ExpMinusOne(-total) / total : 0);
        law[present] = Math.Exp(-total);
    }

    /// <summary>Multiplies by a number.</summary>
    public static void Scale(Span<double> law, double by)
    {
        foreach (ref var value in law)
        {
            value *= by;
        }
    }
}
