using Unmask.Theory;

namespace Unmask.Plugins.Grids;

/// <summary>Times between which the law moves equally far: equal parts of the length of its path by net flows, <c>∫ Σ_{x&lt;y} |p_t(x) Q_t(x, y) − p_t(y) Q_t(y, x)| dt</c>, which bounds the Hamming W1 distance and is equal to it under the masked process (T 2.9).</summary>
/// <remarks>After the Wasserstein schedule of arXiv 2602.06849. Thread-safe.</remarks>
[Plugin(
    "equal-w1",
    Summary = "Times between which the law moves equally far in W1",
    Equation = "∫_0^{t_k} Σ_{x<y} |p(x) Q(x, y) − p(y) Q(y, x)| dt = k/N of its total; masked: d (1 − exp(−B))",
    Notes = "It looks at the data: at the information curve under the masked process, so at any length; without a mask at the enumerated law, of at most 16384 states.",
    Reference = "arXiv 2602.06849, T 2.9")]
public sealed class EqualW1(Shape shape, IForwardProcess process, INoiseSchedule? noise, IDerived<InformationCurve> curve, IDerived<DataLaw> data) : ITimeGrid, IValidates
{
    private readonly PathLevels _levels = new(shape, process, noise, curve, data);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => _levels.Validate(problems);

    /// <inheritdoc/>
    public void Times(INoiseSchedule noise, Span<double> times, CancellationToken stop) =>
        _levels.Times(noise, times, (path, total, levels) => GridSearch.EqualParts(total, levels, path.Moved), stop);
}
