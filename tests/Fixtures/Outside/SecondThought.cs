using Unmask;

namespace Fixture;

/// <summary>A sampler that revises: everything at once, then one position of its choice masked again, then that anew.</summary>
[Plugin("second-thought")]
public sealed class SecondThought : ISampler
{
    public long Samples => 1000;

    public Observes Observes => Observes.Tokens;

    public bool Revises => true;

    public bool Continues(in Step step) => step.Index < 3;

    public void Move(in Step step, in Rows rows, IChoices choose)
    {
        if (step.Index == 1)
        {
            // The more often the larger its symbol: the tokens that are discarded bear on the choice.
            Span<double> weights = stackalloc double[step.Shape.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = 1 + step.X[i];
            }

            choose.Remask(choose.Pick(weights));
            return;
        }

        foreach (var position in step.Masked)
        {
            choose.Reveal(position);
        }
    }
}
