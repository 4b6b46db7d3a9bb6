using Unmask;

namespace Fixture;

/// <summary>Prints where results go.</summary>
[Plugin("chatty")]
public sealed class Chatty : ISchedule
{
    public Observes Observes => Observes.Nothing;

    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        Console.WriteLine("hello from a plugin");
        choose.Reveal(step.Masked[0]);
    }
}

/// <summary>Ends the process as if all were well.</summary>
[Plugin("quitter")]
public sealed class Quitter : ISchedule
{
    public Observes Observes => Observes.Nothing;

    public void Reveal(in Step step, in Rows rows, IChoices choose) => Environment.Exit(0);
}

/// <summary>Has randomness of its own.</summary>
[Plugin("moody")]
public sealed class Moody : ISchedule
{
    private int _turn;

    public Observes Observes => Observes.Nothing;

    public void Reveal(in Step step, in Rows rows, IChoices choose) =>
        choose.Reveal(step.Masked[Interlocked.Increment(ref _turn) % step.Masked.Length]);
}

/// <summary>Commits a law that sums to 1.1.</summary>
[Plugin("generous")]
public sealed class Generous : ISchedule
{
    public Observes Observes => Observes.Nothing;

    public void Reveal(in Step step, in Rows rows, IChoices choose) => choose.Commit(step.Masked[0], [0.5, 0.6]);
}
