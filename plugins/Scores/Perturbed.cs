using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Scores;

/// <summary>How the error of a <see cref="Perturbed"/> score varies.</summary>
public enum PerturbationShape
{
    /// <summary><c>g = sin(1 + i + 2v + 3t)</c>.</summary>
    Wave,

    /// <summary><c>g = 1</c>.</summary>
    Constant,
}

/// <summary>Options of <see cref="Perturbed"/>.</summary>
/// <param name="Amplitude">The largest <c>|log(s̃/s)|</c>.</param>
/// <param name="Shape">How the error varies.</param>
/// <param name="StateDependent">Whether it depends on the other tokens.</param>
/// <param name="At">The time that it is at.</param>
/// <param name="Width">How long around that time.</param>
/// <param name="Position">The only position it is at.</param>
public sealed record PerturbedOptions(
    [Range(-20.0, 20.0)][Description("largest |log(score / inner score)|: a logarithm, so that ratios stay positive")] double Amplitude,
    [Description("wave: the error is sin(1 + i + 2v + 3t) times amplitude; constant: it is amplitude")] PerturbationShape Shape = PerturbationShape.Wave,
    [Description("whether the wave depends on all tokens: the sum of (j + 1) x_j / 2 is added inside the sine")] bool StateDependent = false,
    [Range(0.0, double.MaxValue)][Description("time around which the error is, with width; at every time if absent")] double? At = null,
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)][Description("standard deviation in time of the error around at")] double? Width = null,
    [Range(0, int.MaxValue)][Description("the only position with an error, from 0; every position if absent")] int? Position = null);

/// <summary>
/// Another score with a known error, <c>s̃_t(x)_{i→v} = s_t(x)_{i→v} · exp(amplitude · g · w(t) · 1[i = position])</c>: <c>g = sin(1 + i + 2v + 3t)</c> for a wave, i and v from 0,
/// with <c>stateDependent</c> <c>½ Σ_j (j+1) x_j</c> added inside the sine, x before the jump, the mask counting as S; <c>g = 1</c> for a constant.
/// </summary>
/// <remarks>
/// <para>The error can be placed: in time by <c>w(t) = exp(−½((t − at)/width)²)</c>, 1 without them, and at one position.</para>
/// <para>Thread-safe; allocates nothing of its own. Capability: <see cref="ITokenFactors"/>, if the inner score has it and the error does not depend on the state.</para>
/// </remarks>
[Plugin(
    "perturbed",
    Summary = "Another score times exp(error): an error that is known, and can be placed in time and at a position",
    Equation = "s̃_t(x)_{i→v} = inner_t(x)_{i→v} · exp(amplitude · g · w), wave: g = sin(1 + i + 2v + 3t [+ ½ Σ_j (j+1) x_j]), constant: g = 1; w = exp(−½((t − at) / width)²) at the position, 0 at others",
    Notes = "i, j and v count from 0; x is the state before the jump and the mask counts as S. Without at and width the error is at every time, without position at every position.",
    Example = """{"amplitude": 0.1}""")]
public sealed class Perturbed : IScoreEstimator, IValidates
{
    private readonly PerturbedOptions _options;
    private readonly INoiseSchedule? _noise;
    private readonly IScoreEstimator _inner;
    private readonly ITokenFactors? _factors;

    /// <summary>Creates the score.</summary>
    public Perturbed(PerturbedOptions options, Shape shape, INoiseSchedule? noise, [Component("exact"), Description("the score that is changed")] IScoreEstimator inner)
    {
        (_options, _noise, _inner) = (options, noise, inner);
        _factors = !options.StateDependent && inner.Find<ITokenFactors>() is { } factors ? new Product(this, factors, shape.Length) : null;
    }

    /// <inheritdoc/>
    public T? Find<T>() where T : class => typeof(T) == typeof(ITokenFactors) ? _factors as T : this as T;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_options.StateDependent && _options.Shape != PerturbationShape.Wave)
        {
            problems.Add("stateDependent", "Got an error that depends on the state, and a shape that depends on nothing; take the shape wave.");
        }

        if (_options.At is null != _options.Width is null)
        {
            problems.Add(_options.At is null ? "width" : "at", "Expected both at and width, or neither: a time, and how long around it the error is.");
        }

        if (_options.At > _noise?.End)
        {
            problems.Add("at", $"Got the time {_options.At}; expected at most {_noise.End}, where the noise ends.");
        }

        if (_options.Position >= shape.Length)
        {
            problems.Add("position", $"Got the position {_options.Position}; expected at most {shape.Length - 1}: they count from 0, and sequences have {shape.Length} tokens.");
        }
    }

    /// <inheritdoc/>
    public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
    {
        _inner.Score(time, query, ratios, stop);
        var (states, size) = (query.Shape.States, Size(time));
        for (var k = 0; k < query.Count; k++)
        {
            var tokens = query.Tokens(k);
            var own = query.RowsOf(k, ratios);
            var state = _options.StateDependent ? State(tokens) : 0;
            foreach (var i in query.Positions(k))
            {
                for (var v = 0; v < states; v++)
                {
                    // The ratio of the symbol that is there is 1 by definition.
                    if (v != tokens[i])
                    {
                        own[v] = Math.Min(own[v] * Factor(size, time, i, v, state), double.MaxValue);
                    }
                }

                own = own[states..];
            }
        }
    }

    private static double State(ReadOnlySpan<int> tokens)
    {
        var sum = 0.0;
        for (var j = 0; j < tokens.Length; j++)
        {
            sum += (j + 1.0) * tokens[j];
        }

        return sum / 2;
    }

    private double Size(double time)
    {
        var away = _options is { At: { } at, Width: { } width } ? (time - at) / width : 0;
        return _options.Amplitude * Math.Exp(-away * away / 2);
    }

    private double Factor(double size, double time, int position, int symbol, double state) =>
        _options.Position is { } only && only != position ? 1
        : _options.Shape == PerturbationShape.Constant ? Math.Exp(size)
        : Math.Exp(size * Math.Sin(1 + position + (2.0 * symbol) + (3 * time) + state));

    private sealed class Product(Perturbed score, ITokenFactors inner, int length) : ITokenFactors
    {
        public void Factors(NoiseLevel level, Span<double> factors)
        {
            inner.Factors(level, factors);
            var (symbols, size) = (factors.Length / length, score.Size(level.Time));
            for (var k = 0; k < factors.Length; k++)
            {
                factors[k] = Math.Min(factors[k] * score.Factor(size, level.Time, k / symbols, k % symbols, 0), double.MaxValue);
            }
        }
    }
}
