using Unmask.Theory;

namespace Unmask.Plugins.Grids;

/// <summary>Times of least compounding error: they minimise the sum over steps of <c>KL(p(x_s|x_t) ‖ Π_i p(x_s^(i)|x_t))</c>, what a step loses by moving all positions at once (T 2.9).</summary>
/// <remarks>The paper's own criterion, decoding errors that compound, computed exactly where the authors bound it (KLUB) and estimate the bound; searched by dynamic programming and golden section. The sum is the divergence of the path of <c>ancestral</c> with the exact score, the prior's mismatch apart. Thread-safe.</remarks>
[Plugin(
    "jump-your-steps",
    Summary = "The times that lose least by moving all positions at once",
    Equation = "minimise Σ_k E KL(p(x_{k−1} | x_k) ‖ Π_i p(x_{k−1}^i | x_k)) over the times",
    Notes = "It looks at the data: at the information curve under the masked process, so at any length; without a mask at the enumerated law, of at most 16384 states.",
    Reference = "arXiv 2410.07761, T 2.9")]
public sealed class JumpYourSteps(Shape shape, IForwardProcess process, INoiseSchedule? noise, IDerived<InformationCurve> curve, IDerived<DataLaw> data) : ITimeGrid, IValidates
{
    private readonly PathLevels _levels = new(shape, process, noise, curve, data);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => _levels.Validate(problems);

    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop) =>
        _levels.Times(noise, times, (path, total, levels) => GridSearch.LeastCost(total, levels, path.StepCost, stop), stop);
}
