using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask;

namespace MySchedule;

public sealed record SpreadOptions([Range(1, int.MaxValue), Description("Number of steps T, at most the sequence length.")] int Steps);

[Plugin("spread", Summary = "Positions far from every revealed one first, so that neighbours are never drawn together")]
public sealed class Spread(SpreadOptions options) : ISchedule
{
    public Observes Observes => Observes.Nothing;

    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        Span<int> order = stackalloc int[step.Masked.Length];
        step.Masked.CopyTo(order);
        order.Sort((a, b) => Reversed(a).CompareTo(Reversed(b)));
        var stepsLeft = Math.Max(1, options.Steps - step.Index);
        foreach (var position in order[..(int)Math.Ceiling((double)order.Length / stepsLeft)])
        {
            choose.Reveal(position);
        }
    }

    // Bit reversal: 0, 1/2, 1/4, 3/4, 1/8, … of the way along the sequence.
    private static uint Reversed(int position)
    {
        var (bits, reversed) = ((uint)position, 0u);
        for (var k = 0; k < 32; k++, bits >>= 1)
        {
            reversed = (reversed << 1) | (bits & 1);
        }

        return reversed;
    }
}
