using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data;

/// <summary>Options of <see cref="Potts"/>.</summary>
/// <param name="Length">Sequence length L.</param>
/// <param name="States">Number of symbols S.</param>
/// <param name="Coupling">J: positive favours equal neighbours, negative different ones.</param>
public sealed record PottsOptions(
    [Description("Sequence length L, tokens"), Range(1, 10_000_000)] int Length,
    [Description("Number of symbols S"), Range(2, 4096)] int States,
    [Description("Coupling J, nats per equal pair of neighbours; negative favours different ones"), Range(-700.0, 700.0)] double Coupling);

/// <summary>The Potts chain with free ends, <c>P(x) ∝ exp(J Σ_i 1[x_i = x_{i+1}])</c> (papers/001, T 1.5).</summary>
/// <remarks>
/// A stationary Markov chain with uniform marginals: a token equals the one before it with probability <c>e^J/(e^J + S − 1)</c>,
/// and is any other symbol with <c>1/(e^J + S − 1)</c>; computed from <c>e^{−|J|}</c>, so no coupling overflows.
/// </remarks>
[Plugin(
    "potts",
    Summary = "Potts chain with free ends: equal neighbours weigh exp(coupling)",
    Equation = "p(x) ∝ exp(coupling · #{i : x_i = x_{i+1}})",
    Reference = "T 1.5")]
public sealed class Potts(PottsOptions options)
    : ChainLaw(options.Length, new Contexts(options.States, Order: 1), () => Build(options), stationary: true)
{
    private static (double[] Initial, double[] Transitions) Build(PottsOptions options)
    {
        var states = options.States;
        var small = Math.Exp(-Math.Abs(options.Coupling));
        var (equal, other) = options.Coupling >= 0
            ? (1 / (1 + ((states - 1) * small)), small / (1 + ((states - 1) * small)))
            : (small / (small + states - 1), 1 / (small + states - 1));
        var steps = new double[states * states];
        for (var a = 0; a < states; a++)
        {
            steps.AsSpan(a * states, states).Fill(other);
            steps[(a * states) + a] = equal;
        }

        var initial = new double[states];
        initial.AsSpan().Fill(1.0 / states);
        return (initial, steps);
    }
}
