namespace Unmask.Testing;

/// <summary>What a step is given: its number, the tokens, the masked positions, the sequence's memory and the predictor's rows.</summary>
/// <param name="Shape">Length and vocabulary.</param>
/// <param name="Index">The step's number.</param>
/// <param name="Tokens">The tokens, mask = S.</param>
/// <param name="Masked">The masked positions.</param>
/// <param name="Memory">The sequence's memory.</param>
/// <param name="Rows">A row for every position, that of a revealed one given all other revealed tokens; shape [L × S].</param>
/// <param name="Observes">What the sampler looks at, at most.</param>
internal sealed record StepState(Shape Shape, int Index, int[] Tokens, int[] Masked, int[] Memory, double[] Rows, Observes Observes)
{
    /// <summary>Where a failure happened.</summary>
    public override string ToString() =>
        $"{Words.Of(Shape)}, step {Index}, masked {Words.Set(Masked)}"
        + (Observes == Observes.Nothing ? "" : $", tokens {Words.Tokens(Tokens, Shape.Mask)}")
        + (Memory.Length == 0 ? "" : $", memory ({string.Join(", ", Memory)})");

    /// <summary>The step, with this memory.</summary>
    public Step With(int[] memory) => new(Index, Shape, Observes == Observes.Nothing ? default : Tokens, Masked, memory);

    /// <summary>Takes the step.</summary>
    public StepTaken Run(ISampler sampler, Journal journal)
    {
        int[] memory = [.. Memory];
        var failure = (Exception?)null;
        try
        {
            sampler.Move(With(memory), Shown(sampler.ObservesAt(With([.. Memory]))), journal);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        return new StepTaken(this, sampler.Revises, sampler.Idles, journal.Choices, journal.Acts, memory, failure);
    }

    /// <summary>The law of the token at a position, as the predictor gives it.</summary>
    public ReadOnlySpan<double> Row(int position) => Rows.AsSpan(position * Shape.States, Shape.States);

    private Rows Shown(Observes observes)
    {
        int[] at = observes switch { Observes.Rows => Masked, Observes.EveryRow => [.. Enumerable.Range(0, Shape.Length)], _ => [] };
        return new Rows(at, at.SelectMany(position => Row(position).ToArray()).ToArray(), Shape.States);
    }
}
