using Unmask;

namespace Fixture;

/// <summary>A schedule with randomness of its own: the first or the last masked position, the first twice as often.</summary>
[Plugin("either-end")]
public sealed class EitherEnd : ISchedule
{
    public Observes Observes => Observes.Nothing;

    public void Reveal(in Step step, in Rows rows, IChoices choose) => choose.Reveal(choose.Pick([2, 1]) == 0 ? step.Masked[0] : step.Masked[^1]);
}
