using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Scores;

/// <summary>How the error of a <see cref="Perturbed"/> score is spread.</summary>
public enum PerturbationShape
{
    /// <summary><c>sin(1 + i + 2v + 3t)</c>: everywhere.</summary>
    Wave,
}

/// <summary>Options of <see cref="Perturbed"/>.</summary>
/// <param name="Amplitude">The largest <c>|log(s̃/s)|</c>.</param>
/// <param name="Shape">How the error is spread.</param>
/// <param name="StateDependent">Whether it depends on the other tokens.</param>
public sealed record PerturbedOptions(
    [Range(-100.0, 100.0)][Description("largest |log(score / inner score)|, so that ratios stay positive")] double Amplitude,
    [Description("how the error is spread over times, positions and symbols")] PerturbationShape Shape = PerturbationShape.Wave,
    [Description("whether the error depends on all tokens: the sum of (j + 1) x_j / 2 is added to the phase of the wave")] bool StateDependent = false);

/// <summary>
/// Another score with a known error, <c>s̃_t(x)_{i→v} = s_t(x)_{i→v} · exp(amplitude · sin(1 + i + 2v + 3t))</c>, i and v from 0;
/// with <c>stateDependent</c> <c>½ Σ_j (j+1) x_j</c> is added inside the sine, x before the jump, the mask counting as S.
/// </summary>
/// <remarks>Thread-safe; allocates nothing of its own. Capability: <see cref="ITokenFactors"/>, if the inner score has it and the error does not depend on the state.</remarks>
[Plugin(
    "perturbed",
    Summary = "Another score times exp(amplitude · shape): an error that is known and can be placed",
    Equation = "s̃_t(x)_{i→v} = inner_t(x)_{i→v} · exp(amplitude · sin(1 + i + 2v + 3t [+ ½ Σ_j (j+1) x_j]))",
    Notes = "i, j and v count from 0; x is the state before the jump and the mask counts as S.",
    Example = """{"amplitude": 0.1}""")]
public sealed class Perturbed : IScoreEstimator
{
    private readonly PerturbedOptions _options;
    private readonly IScoreEstimator _inner;
    private readonly ITokenFactors? _factors;

    /// <summary>Creates the score.</summary>
    public Perturbed(PerturbedOptions options, Shape shape, [Component("exact"), Description("the score that is changed")] IScoreEstimator inner)
    {
        (_options, _inner) = (options, inner);
        _factors = !options.StateDependent && inner.Find<ITokenFactors>() is { } factors ? new Product(this, factors, shape.Length) : null;
    }

    /// <inheritdoc/>
    public T? Find<T>() where T : class => typeof(T) == typeof(ITokenFactors) ? _factors as T : this as T;

    /// <inheritdoc/>
    public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
    {
        _inner.Score(time, query, ratios, stop);
        var states = query.Shape.States;
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
                        own[v] = Math.Min(own[v] * Factor(time, i, v, state), double.MaxValue);
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

    private double Factor(double time, int position, int symbol, double state) =>
        Math.Exp(_options.Amplitude * Math.Sin(1 + position + (2.0 * symbol) + (3 * time) + state));

    private sealed class Product(Perturbed score, ITokenFactors inner, int length) : ITokenFactors
    {
        public void Factors(NoiseLevel level, Span<double> factors)
        {
            inner.Factors(level, factors);
            var symbols = factors.Length / length;
            for (var k = 0; k < factors.Length; k++)
            {
                factors[k] = Math.Min(factors[k] * score.Factor(level.Time, k / symbols, k % symbols, 0), double.MaxValue);
            }
        }
    }
}
