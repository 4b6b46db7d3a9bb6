using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Data.Sums;

/// <summary>Options of <see cref="Parity"/>.</summary>
/// <param name="Length">Sequence length L.</param>
public sealed record ParityOptions([Description("Sequence length L, bits"), Range(2, 10_000_000)] int Length);

/// <summary>The uniform law on bit sequences with an even sum: <c>global-sum</c> with 2 states and sum 0 (T 1.10).</summary>
[Plugin(
    "parity",
    Summary = "Uniform on bit sequences with an even sum",
    Equation = "p(x) = 2^(1 − L) if Σ_i x_i is even, else 0",
    Reference = "T 1.10")]
public sealed class Parity(ParityOptions options) : SumLaw(new Shape(options.Length, 2), sum: 0);
