using System.Buffers;
using System.Runtime.InteropServices;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// Remasking diffusion: on a grid of times, from survival <c>α_t = e^{−B(t)}</c> to <c>α_s</c>, each position by itself. A masked one is
/// revealed with probability <c>(α_s − (1−σ) α_t)/(1 − α_t)</c>, its token from the predictor; a revealed one is masked again with
/// probability <c>σ ≤ σ_max = min(1, (1−α_s)/α_t)</c>. The last step reveals everything.
/// </summary>
/// <remarks>
/// <para><c>cap</c>: <c>σ = min(eta, σ_max)</c>. <c>rescale</c>: <c>σ = eta·σ_max</c>. <c>loop</c>: survival runs from 0 to <c>survivalOn</c> while time
/// runs from 1 to <c>tOn</c>, stays there down to <c>tOff</c> with <c>σ = min(eta, σ_max)</c>, and then runs to 1; outside the loop σ = 0. The
/// noise's own time is stretched for it. With these three, each position is masked at time t with probability <c>1 − α_t</c>, as without remasking, where nothing survives the noise.</para>
/// <para><c>confidence</c>: <c>σ_i = eta·σ_max·e^{−ψ_i} / Σ_j e^{−ψ_j}</c> over revealed positions, ψ the probability that the predictor gave the token when
/// it was revealed, as confidence is read from it; masked positions are revealed as with σ = 0. The token has to be seen for that, so it is
/// picked and written, and ψ is kept in the sequence's memory.</para>
/// <para>Without a <c>noise</c> in the pipeline <c>α_t = 1 − t</c>, the paper's. Discarded tokens bear on later ones, so replay does not apply (T 1.8).
/// The predictor is called in the steps that reveal something; by <c>confidence</c> in every step that begins with a mask.</para>
/// <para>Thread-safe; allocates nothing once warm.</para>
/// </remarks>
[Plugin(
    "remask",
    Summary = "Reveals on a grid of times, and masks revealed positions again with some probability (ReMDM)",
    Equation = "masked: revealed with probability (α_s − (1 − σ) α_t)/(1 − α_t), α = exp(−B); revealed: masked again with probability σ ≤ min(1, (1 − α_s)/α_t)",
    Notes = "No order: what is masked again depends on the number of steps too. Discarded tokens bear on later ones, so replay does not apply (T 1.8): there is no kl, but kl.marginal, tv and law, exact on a small space and from samples beyond. Without a noise in the pipeline α_t = 1 − t.",
    Reference = "arXiv 2503.00307",
    Example = """{"steps": 16, "strategy": "cap", "eta": 0.05}""")]
public sealed class Remask : ISampler, IValidates
{
    private readonly RemaskOptions _options;
    private readonly INoiseSchedule _noise;
    private readonly Lazy<RemaskStep[]> _steps;
    private readonly int _length;

    /// <summary>Creates the sampler.</summary>
    public Remask(RemaskOptions options, Shape shape, INoiseSchedule? noise)
    {
        var grid = new TimeGrid(noise, options.Steps);
        (_options, _noise, _length) = (options, grid.Noise, shape.Length);
        _steps = new(() => RemaskStep.Of(options, grid));
    }

    /// <inheritdoc/>
    public long Samples => _options.Samples;

    /// <inheritdoc/>
    public Observes Observes => ByConfidence ? Observes.Rows : Observes.Nothing;

    /// <summary>The confidence of each revealed token as a double, 0 where there is none.</summary>
    public int Memory => ByConfidence ? 2 * _length : 0;

    /// <inheritdoc/>
    public bool Revises => true;

    /// <inheritdoc/>
    public bool Continues(in Step step) => step.Index < _options.Steps;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => _options.Validate(_noise, problems);

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        var now = _steps.Value[step.Index];
        if (ByConfidence)
        {
            MaskAgain(now, step, choose);
            Draw(now, step, rows, choose);
            return;
        }

        var masked = step.Masked;
        for (var i = 0; i < _length; i++)
        {
            if (masked.Length > 0 && masked[0] == i)
            {
                masked = masked[1..];
                choose.Reveal(i, now.Reveal);
            }
            else
            {
                choose.Remask(i, now.Remask);
            }
        }
    }

    private bool ByConfidence => _options.Strategy == RemaskStrategy.Confidence;

    /// <summary>Shares σ out among the revealed positions, and forgets the confidence of those that were masked again.</summary>
    private void MaskAgain(RemaskStep now, in Step step, IChoices choose)
    {
        var confidence = Confidence(step);
        foreach (var position in step.Masked)
        {
            confidence[position] = 0;
        }

        var total = 0.0;
        for (var i = 0; i < _length; i++)
        {
            total += step.X[i] == step.Shape.Mask ? 0 : Math.Exp(-confidence[i]);
        }

        for (var i = 0; i < _length; i++)
        {
            if (step.X[i] != step.Shape.Mask)
            {
                choose.Remask(i, now.Remask * (Math.Exp(-confidence[i]) / total));
            }
        }
    }

    /// <summary>Picks a token or none at each masked position, and keeps its confidence.</summary>
    private static void Draw(RemaskStep now, in Step step, in Rows rows, IChoices choose)
    {
        var states = step.Shape.States;
        var reveal = now.RevealWith(0);
        var law = ArrayPool<double>.Shared.Rent(states + 1);
        for (var k = 0; k < rows.Count; k++)
        {
            var row = rows.Drawn(k);
            for (var v = 0; v < states; v++)
            {
                law[v] = reveal * row[v];
            }

            law[states] = 1 - reveal;
            var symbol = choose.Pick(law.AsSpan(0, states + 1));
            if (symbol < states)
            {
                choose.Write(rows.At[k], symbol);
                Confidence(step)[rows.At[k]] = rows[k][symbol];
            }
        }

        ArrayPool<double>.Shared.Return(law);
    }

    private static Span<double> Confidence(in Step step) => MemoryMarshal.Cast<int, double>(step.Memory);
}
