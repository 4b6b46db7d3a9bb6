using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="Dndm"/>.</summary>
/// <param name="Steps">The number of times N.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record DndmOptions(
    [Range(1, TimeGrid.MostSteps)][Description("number of times N on the grid, even in t")] int Steps,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// Discrete non-Markov diffusion of the masked process: each position has a transition time of its own, independent with
/// <c>P(τ = k) = e^{−B(t_{k−1})} − e^{−B(t_k)}</c> on the grid <c>t_k = End·k/N</c>; from k = N down to 1 the tokens with τ = k are drawn
/// together from the predictor, which is called only at times that some position has.
/// </summary>
/// <remarks>
/// <para>The times are not drawn in advance: given that τ is at most k it is k with probability
/// <c>q_k = P(τ = k)/P(τ ≤ k)</c>, so each time reveals each masked position by itself with probability <c>q_k</c>, which has the same
/// law. (It is also that of the reverse process on the grid; what differs is the number of calls.) So <c>nfe</c> is the expected number
/// of distinct times, <c>Σ_k [1 − (1 − P(τ = k))^L]</c>. Where the noise leaves <c>e^{−B(End)}</c> of the tokens unmasked, times are drawn given that there is one.</para>
/// <para>Without a <c>noise</c> in the pipeline all N times are equally likely. Tokens are drawn, where the authors' code takes the likeliest;
/// take a <c>tempered</c> predictor for that. Their top-k variant, which orders positions by the scores of decoded tokens, is not offered:
/// it decodes positions that it then does not keep, and may mask kept ones again.</para>
/// <para>Sizes are its capability, binomial at each time, so errors are exact at any length (T 1.6). Thread-safe; allocates nothing.</para>
/// </remarks>
[Plugin(
    "dndm",
    Summary = "Each position at a random time of a grid, tokens of equal times together",
    Equation = "P(τ_i = k) = exp(−B(t_{k−1})) − exp(−B(t_k)); from k = N to 1: x_i ~ p̂_i(· | x) where τ_i = k",
    Notes = "First order: the error falls like 1/N, the probability that two positions share a time. The number of positions revealed at a time is binomial and they are uniform, so every error is exact at any length (T 1.6). Without a noise in the pipeline all times are equally likely. The predictor is called at the times that some position has only.",
    Reference = "arXiv 2312.09193",
    Example = """{"steps": 16}""")]
public sealed class Dndm : ISampler
{
    private readonly DndmOptions _options;
    private readonly double[] _reveal;
    private readonly BinomialSizes _sizes;

    /// <summary>Creates the sampler.</summary>
    public Dndm(DndmOptions options, INoiseSchedule? noise)
    {
        var grid = new TimeGrid(noise, options.Steps);
        _options = options;
        _reveal = [.. Enumerable.Range(0, options.Steps).Select(grid.Reveal)];
        _sizes = new BinomialSizes(_reveal);
    }

    /// <inheritdoc/>
    public long Samples => _options.Samples;

    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public bool Idles => true;

    /// <inheritdoc/>
    public T? Find<T>() where T : class => typeof(T) == typeof(ISizeLaw) ? _sizes as T : this as T;

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        foreach (var position in step.Masked)
        {
            choose.Reveal(position, _reveal[step.Index]);
        }
    }
}
