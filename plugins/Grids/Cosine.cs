using Unmask.Theory;

namespace Unmask.Plugins.Grids;

/// <summary>
/// Times at equal Fisher–Rao distances of a token that survives or not: <c>e^{−B(t_k)} = cos²(θ k/N)</c>, <c>θ = arccos e^{−B(End)/2}</c>.
/// </summary>
/// <remarks>
/// The law of "still itself, or masked" moves along a great circle of angle <c>arccos √survival</c>, so that equal angles are equal distances; where nothing
/// survives the end, the masked part is <c>sin²(πk/2N)</c> after the k-th time. Thread-safe; allocates nothing.
/// </remarks>
[Plugin(
    "cosine",
    Summary = "Times at equal Fisher–Rao distances of a token's survival",
    Equation = "exp(−B(t_k)) = cos²(θ k/N), θ = arccos exp(−B(End)/2)",
    Reference = "arXiv 2508.04884")]
public sealed class Cosine : ITimeGrid
{
    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop)
    {
        var steps = times.Length - 1;
        var angle = SurvivalAngle.At(noise.Integral(noise.End));
        for (var k = 0; k < steps; k++)
        {
            times[k] = noise.Inverse(SurvivalAngle.Integrated(angle * k / steps));
        }

        times[steps] = noise.End;
    }
}
