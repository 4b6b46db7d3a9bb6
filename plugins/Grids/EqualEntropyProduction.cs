using Unmask.Theory;

namespace Unmask.Plugins.Grids;

/// <summary>Times between which the process produces equal entropy, <c>KL(p_0 ‖ π) − KL(p_t ‖ π)</c> in equal parts; under the masked process, where that is infinite, the information about the data, <c>H(X_0 | X_t)</c> (T 2.9).</summary>
/// <remarks>After the entropic schedule of arXiv 2602.06849. Thread-safe.</remarks>
[Plugin(
    "equal-entropy-production",
    Summary = "Times between which equal entropy is produced",
    Equation = "KL(p_0 ‖ π) − KL(p_{t_k} ‖ π) = k/N of its total; masked: H(X_0 | X_{t_k})",
    Notes = "It looks at the data: at the information curve under the masked process, so at any length; without a mask at the enumerated law, of at most 16384 states.",
    Reference = "arXiv 2602.06849, T 2.9")]
public sealed class EqualEntropyProduction(Shape shape, IForwardProcess process, INoiseSchedule? noise, IDerived<InformationCurve> curve, IDerived<DataLaw> data) : ITimeGrid, IValidates
{
    private readonly PathLevels _levels = new(shape, process, noise, curve, data);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => _levels.Validate(problems);

    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop) =>
        _levels.Times(noise, times, (path, total, levels) => GridSearch.EqualParts(total, levels, path.Produced), stop);
}
