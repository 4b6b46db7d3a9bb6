namespace Unmask.Testing;

/// <summary>What a step is given: its number, the tokens, the masked positions, the sequence's memory and the predictor's rows.</summary>
internal sealed record StepState(Shape Shape, int Index, int[] Tokens, int[] Masked, int[] Memory, double[] Rows, Observes Observes)
{
    /// <summary>Where a failure happened.</summary>
    public override string ToString() =>
        $"{Words.Of(Shape)}, step {Index}, masked {Words.Set(Masked)}"
        + (Observes == Observes.Nothing ? "" : $", tokens {Words.Tokens(Tokens, Shape.Mask)}")
        + (Memory.Length == 0 ? "" : $", memory ({string.Join(", ", Memory)})");

    /// <summary>Takes the step.</summary>
    public StepTaken Run(ISampler sampler, Journal journal)
    {
        int[] memory = [.. Memory];
        var rows = Observes == Observes.Rows ? new Rows(Masked, Rows, Shape.States) : default;
        var failure = (Exception?)null;
        try
        {
            sampler.Move(new Step(Index, Shape, Observes == Observes.Nothing ? default : Tokens, Masked, memory), rows, journal);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        return new StepTaken(this, journal.Choices, journal.Acts, memory, failure);
    }

    /// <summary>The law of the token at a masked position, as the predictor gives it.</summary>
    public ReadOnlySpan<double> Row(int position) => Rows.AsSpan(Array.IndexOf(Masked, position) * Shape.States, Shape.States);
}
