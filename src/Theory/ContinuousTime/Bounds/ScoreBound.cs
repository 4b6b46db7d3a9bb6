namespace Unmask.Theory;

/// <summary>A bound of the form <c>prior + √(factor · loss)</c> on the total variation between data and generated law, with its ingredients.</summary>
/// <param name="Equation">Where it is from.</param>
/// <param name="Prior">The prior term.</param>
/// <param name="Factor">What the loss is multiplied by under the root; no vocabulary size in it.</param>
/// <param name="Loss">The loss or sum of losses.</param>
public sealed record ScoreBound(string Equation, double Prior, double Factor, Loss Loss)
{
    /// <summary>The bound; <c>+∞</c> where the loss is.</summary>
    public double Value => Loss.Value == 0 ? Prior : Prior + Math.Sqrt(Factor * Loss.Value);

    /// <summary>The standard error of an estimated bound, by the slope of the root; null where it is exact.</summary>
    public double? StandardError => Loss.StandardError is { } error ? Loss.Value == 0 ? 0 : error * Math.Sqrt(Factor / Loss.Value) / 2 : null;

    /// <summary>The bound on an integral probability metric with constant <c>C_Ψ</c>, K (23)–(24): <c>2 C_Ψ</c> times this one.</summary>
    /// <param name="constant"><c>C_Ψ</c>, see <see cref="MetricConstant"/>.</param>
    public double Metric(double constant) => 2 * constant * Value;

    /// <summary>The bound on one observable's error, K (19)–(20): <c>|E ψ − E ψ̃| ≤ 2 ‖ψ‖_∞</c> times this one.</summary>
    /// <param name="norm">‖ψ‖_∞.</param>
    public double Observable(double norm) => 2 * norm * Value;
}
