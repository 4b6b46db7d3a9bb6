using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>Options of <see cref="FirstHitting"/>.</summary>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record FirstHittingOptions(
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// The reverse of the masked process without discretisation: the next time at which a token is revealed is drawn directly, and the token is
/// that of a uniformly random masked position.
/// </summary>
/// <remarks>
/// <para>With n masks left at time t, the next is revealed at the time s with <c>1 − e^{−B(s)} = (1 − e^{−B(t)}) u^{1/n}</c>, u uniform. A predictor
/// of masked tokens does not look at the time, so the times bear on nothing and are not drawn: the law, the <c>nfe</c> (L) and the
/// errors are those of one token at a time, for every noise. With the exact predictor the data law is generated exactly.</para>
/// <para>Revealing several tokens with one prediction, the paper's parallel decoding, is <c>ancestral</c> with the schedule <c>balanced</c>.</para>
/// <para>Sizes are its capability, all of them 1, so errors are exact at any length (T 1.6). Thread-safe; allocates nothing.</para>
/// </remarks>
[Plugin(
    "first-hitting",
    Summary = "One token at a time at a random position: the reverse process without discretisation",
    Equation = "i uniform among the masked, p(y | x) = p̂_i(y_i | x)",
    Notes = "Exact simulation of the reverse of the masked process: what error there is, is the predictor's. The times themselves bear on nothing, whatever the noise: law, calls (L) and errors are those of one token at a time, and exact at any length (T 1.6).",
    Reference = "arXiv 2409.02908")]
public sealed class FirstHitting(FirstHittingOptions options) : ISampler
{
    private static readonly ISizeLaw _sizes = new OneByOne();

    /// <inheritdoc/>
    public long Samples => options.Samples;

    /// <inheritdoc/>
    public Observes Observes => Observes.Nothing;

    /// <inheritdoc/>
    public T? Find<T>() where T : class => typeof(T) == typeof(ISizeLaw) ? _sizes as T : this as T;

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        Span<int> next = stackalloc int[1];
        choose.Subset(step.Masked, next);
        choose.Reveal(next[0]);
    }

    private sealed class OneByOne : ISizeLaw
    {
        public int Sizes(int step, int left, Span<double> law)
        {
            law[0] = 1;
            return 1;
        }
    }
}
