using Unmask.Interpretation;

namespace Unmask.Testing;

/// <summary>What a step is given: its number, the tokens, the masked positions, the sequence's memory and the predictor's rows.</summary>
/// <param name="Rule">The sampler with what it draws from.</param>
/// <param name="Index">The step's number.</param>
/// <param name="Tokens">The tokens, mask = S.</param>
/// <param name="Masked">The masked positions.</param>
/// <param name="Memory">The sequence's memory.</param>
/// <param name="Rows">A row for every position, that of a revealed one given all other revealed tokens; shape [L × S].</param>
internal sealed record StepState(SamplingRule Rule, int Index, int[] Tokens, int[] Masked, int[] Memory, double[] Rows)
{
    /// <summary>Length and vocabulary.</summary>
    public Shape Shape => Rule.Shape;

    private Observes Observes => Rule.Sampler.Observes;

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
            sampler.Move(With(memory), Shown(sampler), journal);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        return new StepTaken(this, sampler.Revises, sampler.Idles, journal.Choices, journal.Acts, memory, failure);
    }

    /// <summary>The law of the token at a position, as the predictor gives it.</summary>
    public ReadOnlySpan<double> Row(int position) => Rows.AsSpan(position * Shape.States, Shape.States);

    private Rows Shown(ISampler sampler)
    {
        var step = With([.. Memory]);
        var observes = sampler.ObservesAt(step);
        if (observes == Observes.Scores)
        {
            int[] jumping = Rule.Prior is null ? Masked : [.. Enumerable.Range(0, Shape.Length)];
            var ratios = new double[jumping.Length * Shape.States];
            Rule.Score!.Score(sampler.Time(step), new Query(Shape, Tokens, [0, jumping.Length], jumping), ratios, CancellationToken.None);
            return new Rows(jumping, ratios, Shape.States);
        }

        int[] at = observes switch { Observes.Rows => Masked, Observes.EveryRow => [.. Enumerable.Range(0, Shape.Length)], _ => [] };
        return new Rows(at, at.SelectMany(position => Row(position).ToArray()).ToArray(), Shape.States);
    }
}
