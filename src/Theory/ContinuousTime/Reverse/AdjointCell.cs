namespace Unmask.Theory;

/// <summary>A span of time of K (27): what the score error in it costs an observable.</summary>
/// <param name="From">Start of the span.</param>
/// <param name="To">End of the span.</param>
/// <param name="Positions">The part of <c>E_data ψ − E_generated ψ</c> due to each position, shape [d].</param>
/// <param name="SupremumNorm">‖φ_t‖_∞ at the end of the span; by Lemma B.1 it never exceeds ‖ψ‖_∞.</param>
public sealed record AdjointCell(double From, double To, double[] Positions, double SupremumNorm);
