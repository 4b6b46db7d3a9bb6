using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Unmask.Plugins.Samplers;

/// <summary>How a corrector move chooses the tokens that it draws anew.</summary>
public enum CorrectorRule
{
    /// <summary>One, at a uniformly random revealed position.</summary>
    Gibbs,

    /// <summary>Several at once, those of least confidence, with Gumbel noise.</summary>
    Informed,
}

/// <summary>Options of <see cref="Corrector"/>.</summary>
/// <param name="Rule">How a move chooses positions.</param>
/// <param name="Moves">How many moves follow each step of the schedule.</param>
/// <param name="Positions">How many positions an informed move draws anew.</param>
/// <param name="Temperature">The scale of the noise on confidence.</param>
/// <param name="Samples">How many sequences estimating metrics draw unless told otherwise.</param>
public sealed record CorrectorOptions(
    [Description("gibbs: one uniformly random revealed position a move; informed: the revealed positions of least confidence, with Gumbel noise")] CorrectorRule Rule = CorrectorRule.Gibbs,
    [Range(1, 1 << 20)][Description("corrector moves after each step of the schedule, the last one too")] int Moves = 1,
    [Range(1, int.MaxValue)][Description("informed only: positions drawn anew at once by a move, all if there are fewer; 1 if absent")] int? Positions = null,
    [Range(1e-6, 1e6)][Description("informed only: scale of the Gumbel noise on confidence; 1 if absent")] double? Temperature = null,
    [Range(2, 1e15)][Description("sequences drawn by estimating metrics unless they say otherwise")] long Samples = 10_000);

/// <summary>
/// A predictor and a corrector: each step of the schedule reveals its positions as in LC (6), and is followed by moves that draw revealed
/// tokens anew while the mask stays as it is.
/// </summary>
/// <remarks>
/// <para><c>gibbs</c>: a uniformly random revealed position i, its token from <c>p̂_i(·|all other revealed tokens)</c>. With the exact predictor a move leaves
/// the law of the revealed tokens at a given mask, <c>p(x_W)</c>, as it is, and brings every other law nearer to it. One predictor call a move.</para>
/// <para><c>informed</c>: of the revealed positions, <c>positions</c> are drawn without replacement, each next in proportion to <c>exp(−c_i/temperature)</c>
/// (Gumbel top-k), where <c>c_i = log p̂_i(x_i|others) − max_{v≠x_i} log p̂_i(v|others)</c> is the confidence in the token that is there; their tokens are then
/// drawn at once, each given all others as they were. It mends what the model finds least likely, and is <i>not</i> exactly invariant: positions depend on
/// the tokens, and several change together. Where one of the two probabilities is 0, it counts as 1e-300.</para>
/// <para>Moves follow the last step too, with no mask left. An informed move asks for the row of every revealed position given the others, a
/// predictor call each (a model that gives them all in one pass would need one), and one for the masked, if there are any.</para>
/// <para>Discarded tokens bear on later ones, so replay does not apply (T 1.8). Thread-safe as the schedule is; allocates nothing once warm.</para>
/// </remarks>
[Plugin(
    "corrector",
    Summary = "After each step of the schedule, revealed tokens are drawn anew given all others",
    Equation = "x_i ~ p̂_i(· | revealed others); gibbs: i uniform; informed: i by Gumbel top-k of −(log p̂_i(x_i) − max_{v≠x_i} log p̂_i(v)) / temperature",
    Notes = "No order of its own: steps are the schedule's. Moves follow the last step too. Gibbs moves with the exact predictor leave the law of the revealed tokens as it is; informed moves do not. Discarded tokens bear on later ones, so replay does not apply (T 1.8): there is no kl, but kl.marginal, tv and law, exact on a small space and from samples beyond.",
    Reference = "arXiv 2407.21243",
    Example = """{"rule": "gibbs", "moves": 2}""")]
public sealed class Corrector(CorrectorOptions options, ISchedule schedule) : ISampler, IValidates
{
    private const double Least = 1e-300;
    private const int Own = 2;

    /// <inheritdoc/>
    public long Samples => options.Samples;

    /// <inheritdoc/>
    public Observes Observes => options.Rule == CorrectorRule.Informed ? Observes.EveryRow : schedule.Observes;

    /// <summary>The schedule's next step, the moves left before it, and what the schedule keeps.</summary>
    public int Memory => Own + schedule.Memory;

    /// <inheritdoc/>
    public bool Revises => true;

    /// <inheritdoc/>
    public Observes ObservesAt(in Step step) => MovesLeft(step) == 0 ? schedule.Observes : options.Rule == CorrectorRule.Informed ? Observes.EveryRow : Observes.Nothing;

    /// <inheritdoc/>
    public bool Continues(in Step step) => step.Masked.Length > 0 || MovesLeft(step) > 0;

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        if (options.Rule == CorrectorRule.Gibbs && options.Positions is { } positions)
        {
            problems.Add("positions", $"got {positions} with the rule 'gibbs', which draws one position a move; give more moves, or \"rule\": \"informed\".");
        }

        if (options.Rule == CorrectorRule.Gibbs && options.Temperature is { } temperature)
        {
            problems.Add("temperature", $"got {temperature} with the rule 'gibbs', which does not look at confidence; expected it with \"rule\": \"informed\" only.");
        }
    }

    /// <inheritdoc/>
    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        if (MovesLeft(step) == 0)
        {
            var tokens = schedule.Observes == Observes.Nothing ? default : step.X;
            schedule.Reveal(new Step(step.Memory[0], step.Shape, tokens, step.Masked, step.Memory[Own..]), rows, choose);
            step.Memory[0]++;
            step.Memory[1] = options.Moves;
            return;
        }

        step.Memory[1]--;
        var revealed = ArrayPool<int>.Shared.Rent(step.Shape.Length);
        var chosen = ArrayPool<int>.Shared.Rent(step.Shape.Length);
        var from = revealed.AsSpan(0, Revealed(step, revealed));
        var again = chosen.AsSpan(0, options.Rule == CorrectorRule.Gibbs ? 1 : Math.Min(options.Positions ?? 1, from.Length));
        if (options.Rule == CorrectorRule.Gibbs)
        {
            choose.Subset(from, again);
        }
        else
        {
            LeastConfident(step, rows, from, again, choose);
        }

        foreach (var position in again)
        {
            choose.Reveal(position);
        }

        ArrayPool<int>.Shared.Return(chosen);
        ArrayPool<int>.Shared.Return(revealed);
    }

    private static int MovesLeft(in Step step) => step.Memory[1];

    private void LeastConfident(in Step step, in Rows rows, ReadOnlySpan<int> revealed, Span<int> chosen, IChoices choose)
    {
        var scores = ArrayPool<double>.Shared.Rent(revealed.Length);
        for (var k = 0; k < revealed.Length; k++)
        {
            var row = rows[revealed[k]];
            var (token, other) = (step.X[revealed[k]], Least);
            for (var v = 0; v < row.Length; v++)
            {
                other = v == token ? other : Math.Max(other, row[v]);
            }

            scores[k] = (Math.Log(other) - Math.Log(Math.Max(row[token], Least))) / (options.Temperature ?? 1);
        }

        choose.Subset(revealed, scores.AsSpan(0, revealed.Length), chosen);
        ArrayPool<double>.Shared.Return(scores);
    }

    private static int Revealed(in Step step, Span<int> positions)
    {
        var masked = step.Masked;
        var count = 0;
        for (var i = 0; i < step.Shape.Length; i++)
        {
            if (masked.Length > 0 && masked[0] == i)
            {
                masked = masked[1..];
            }
            else
            {
                positions[count++] = i;
            }
        }

        return count;
    }
}
