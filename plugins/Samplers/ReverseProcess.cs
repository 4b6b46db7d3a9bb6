using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="ReverseProcess"/>.</summary>
/// <param name="Stop">The time to stop at.</param>
/// <param name="Finish">What becomes of masks that are left then.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record ReverseProcessOptions(
    [Range(0, double.MaxValue)][Description("time t at which the chain is stopped, from 0 (the data) to the noise's end")] double Stop = 0,
    [Description("masks left at the stop: fill draws them all at once from the predictor, or from the normalised score where there is none; leave keeps them. Without a mask the state is left as it is")] Finish Finish = Finish.Fill,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// The approximate reverse chain itself, K (15)–(16): from the prior at the noise's end down to a time, with the score's rates at every moment. No steps, so
/// no error of steps: what is left is the score's error, and the prior's.
/// </summary>
/// <remarks>
/// For laws: the Kolmogorov equation is integrated over the whole space, to about 1e-11. Sequences are drawn from that law. There are no
/// steps, so no NFE. Thread-safe: the law is computed once, when first asked for.
/// </remarks>
[Plugin(
    "reverse-process",
    Summary = "The reverse chain without time steps, as an exact law",
    Equation = "dp̃/dt from the rates Q̃(x, y) = β(t) Q(y, x) s̃_t(x)_y, from the prior at the end down to the stop",
    Notes = "Exact: there are no steps. What is left is the error of the score and of the prior; with the exact score under the masked process there is none. The whole space has to be enumerable.",
    Reference = "K (15), (16)",
    Example = """{"stop": 0}""")]
public sealed class ReverseProcess : ISampler, ILawSource, IValidates
{
    /// <summary>The most states: some ten minutes.</summary>
    private const int MostStates = 1 << 22;

    private readonly ReverseProcessOptions _options;
    private readonly INoiseSchedule _noise;
    private readonly IDerived<DataLaw> _data;
    private readonly bool _hasMask;
    private readonly int _symbols;
    private readonly Lazy<double[]> _law;

    /// <summary>Creates the sampler; nothing is computed yet.</summary>
    public ReverseProcess(
        ReverseProcessOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, IDerived<DataLaw> data, IMaskPredictor? predictor)
    {
        (_options, _noise, _data) = (options, noise, data);
        _symbols = process.Symbols(shape.States);
        _hasMask = process.HasMask(shape);
        _law = new(() =>
        {
            var chain = ReverseChain.Of(new ForwardLaw(process, data.Get(CancellationToken.None)), noise, score);
            var law = ReverseLaw.Of(chain, options.Stop, CancellationToken.None);
            return Leaves || !_hasMask ? law : new MaskFilling(chain.Law.Space, shape, score, predictor, Math.Max(options.Stop, double.Epsilon)).Fill(law);
        });
    }

    /// <inheritdoc/>
    public long Samples => _options.Samples;

    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public bool Revises => true;

    /// <inheritdoc/>
    public bool Leaves => _hasMask && _options.Finish == Finish.Leave;

    /// <inheritdoc/>
    public bool Continues(in Step step) => step.Index == 0;

    /// <inheritdoc/>
    public double Stop => _options.Stop;

    /// <inheritdoc/>
    public Feasibility Check() => _data.Check();

    /// <inheritdoc/>
    public double[] Law(CancellationToken stop) => _law.Value;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (_options.Stop > _noise.End)
        {
            problems.Add("stop", $"got {_options.Stop}, after the noise's end; expected a time from 0 to {_noise.End}.");
        }

        NoiseAtEnd.RequireStart(_noise, _hasMask, problems);
        var states = Math.Pow(_symbols, shape.Length);
        if (states > MostStates || _data.Check().Reason is not null)
        {
            problems.Add($"the chain has {_symbols}^{shape.Length} = {states:G3} states, "
                + (states > MostStates ? $"too many to integrate (at most {MostStates})" : $"and the data law is out of reach: {_data.Check().Reason?.TrimEnd('.')}")
                + ". Take a smaller space, or a sampler with steps, such as tau-leaping, and metrics from samples.");
        }
    }

    /// <summary>Draws a whole sequence from the law.</summary>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        var symbols = Leaves || !_hasMask ? _symbols : step.Shape.States;
        var state = choose.Pick(_law.Value);
        for (var i = step.Shape.Length - 1; i >= 0; i--, state /= symbols)
        {
            if (state % symbols < step.Shape.States)
            {
                choose.Write(i, state % symbols);
            }
        }
    }
}
