using System.Buffers;
using System.Runtime.InteropServices;

namespace Unmask.Plugins.Samplers;

/// <summary>
/// A sampler on a grid whose steps have two stages. The first jumps at the rates μ of the step's start for a part θ of its length h, to an intermediate state y; the
/// second combines μ with the rates μ* that hold at y and at that time.
/// </summary>
/// <remarks>
/// <para>A rate is that of a jump of position i to symbol v: a jump that the state does not allow has the rate 0, such as that of a token which is no longer masked. Within a stage
/// the jumps of a position are Poisson, and a position that would jump more than once jumps once, to a symbol in proportion to its rate (the rule <c>first</c>).</para>
/// <para>What a negative combination of rates would be is 0. Two score calls a step, and one for masks that are left. The start of the step is kept in the sequence's memory,
/// L·S doubles. As <see cref="GridSampler"/>.</para>
/// </remarks>
public abstract class TwoStageSampler : GridSampler
{
    private readonly Shape _shape;

    /// <summary>Creates the sampler.</summary>
    private protected TwoStageSampler(
        GridOptions options, Shape shape, IForwardProcess process, INoiseSchedule noise, IScoreEstimator score, ITimeGrid grid, IMaskPredictor? predictor, double theta)
        : base(options, shape, process, noise, score, grid, predictor, theta) => _shape = shape;

    /// <summary>The rates at the step's start and the state there.</summary>
    public override int Memory => _shape.Length * ((2 * _shape.States) + 1);

    /// <summary>Whether the second stage moves the state of the step's start, else the intermediate one.</summary>
    private protected abstract bool FromStart { get; }

    /// <summary>Turns rates into expected numbers of jumps within the second stage; those below 0 will count as 0.</summary>
    /// <param name="leap">The second stage.</param>
    /// <param name="first">Rates μ at the step's start, shape [S].</param>
    /// <param name="second">Holds rates μ* at the intermediate state, shape [S]; receives expected numbers of jumps.</param>
    /// <param name="stayed">Whether the first stage left the position as it was.</param>
    private protected abstract void Combine(in Leap leap, ReadOnlySpan<double> first, Span<double> second, bool stayed);

    /// <inheritdoc/>
    private protected sealed override void Move(in Leap leap, in Step step, in Rows rows, IChoices choose)
    {
        if (leap.Kind == LeapKind.Second)
        {
            MoveAgain(leap, step, rows, choose);
            step.Memory.Clear();
            return;
        }

        step.X.CopyTo(Start(step));
        for (var k = 0; k < rows.Count; k++)
        {
            var rates = ArrayPool<double>.Shared.Rent(Jumps.Symbols);
            Jumps.Rates(leap.Rate, rows[k], step.X[rows.At[k]], rates.AsSpan(0, Jumps.Symbols));
            rates.AsSpan(0, _shape.States).CopyTo(Rates(step, rows.At[k]));
            ArrayPool<double>.Shared.Return(rates);
        }

        base.Move(leap, step, rows, choose);
    }

    /// <inheritdoc/>
    private protected sealed override void Jump(in Leap leap, ReadOnlySpan<double> ratios, int present, Span<double> law) =>
        LeapRules.First(law, present, Jumps.Rates(leap.Length * leap.Rate, ratios, present, law));

    private void MoveAgain(in Leap leap, in Step step, in Rows rows, IChoices choose)
    {
        var rented = ArrayPool<double>.Shared.Rent(Jumps.Symbols);
        var law = rented.AsSpan(0, Jumps.Symbols);
        for (var (i, k) = (0, 0); i < _shape.Length; i++)
        {
            var (start, present) = (Start(step)[i], step.X[i]);
            law.Clear();
            if (k < rows.Count && rows.At[k] == i)
            {
                Jumps.Rates(leap.Rate, rows[k++], present, law);
            }

            Combine(leap, Rates(step, i), law[.._shape.States], start == present);
            var from = FromStart ? start : present;
            law[from] = 0;
            var total = 0.0;
            foreach (ref var jumps in law)
            {
                jumps = Math.Max(0, jumps);
                total += jumps;
            }

            if (total > 0 || from != present)
            {
                LeapRules.First(law, from, total);
                choose.Commit(i, law);
            }
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private Span<double> Rates(in Step step, int position) =>
        MemoryMarshal.Cast<int, double>(step.Memory[..(2 * _shape.Length * _shape.States)]).Slice(position * _shape.States, _shape.States);

    private Span<int> Start(in Step step) => step.Memory[(2 * _shape.Length * _shape.States)..];
}
