namespace Unmask.Testing;

/// <summary>One step from one state along one path of choices: what the plugin was given, what it asked and what it did.</summary>
/// <param name="State">What it was given.</param>
/// <param name="Revises">Whether the sampler may change revealed positions.</param>
/// <param name="Idles">Whether the sampler may do nothing.</param>
/// <param name="Choices">What it asked, with the answers.</param>
/// <param name="Acts">What it deferred.</param>
/// <param name="Memory">Its memory afterwards.</param>
/// <param name="Failure">What ended it before its time, or null.</param>
internal sealed record StepTaken(StepState State, bool Revises, bool Idles, IReadOnlyList<Choice> Choices, IReadOnlyList<Act> Acts, int[] Memory, Exception? Failure)
{
    /// <summary>Everything a step decides, in words: two steps that decide alike have the same.</summary>
    public string Decision =>
        string.Join("; ", [.. Choices.Select(choice => $"asked for {choice.Question}"), .. Acts.Select(act => $"{act}"), .. Remembered, .. Failed]);

    /// <summary>Whether the contract lets the step end like this, so that another can follow.</summary>
    public bool IsLegal =>
        Failure is null
        && (Idles || Revises || Acts.Any(act => act.Happens(State.Shape.States) >= 1))
        && Acts.Select(act => act.Position).Distinct().Count() == Acts.Count
        && Acts.All(act => Allows(act)
            && act.Chance is >= 0 and <= 1
            && (act.Symbol is null || (act.Symbol >= 0 && act.Symbol < State.Shape.States))
            && (act.Law is null || (act.Law.Length - State.Shape.States is 0 or 1 && Defects.OfProbabilities(act.Law, 1e-9) is null)));

    /// <summary>Whether the sampler may change this position: a masked one, or any if it revises; only a revealed one can be masked again.</summary>
    public bool Allows(Act act) => State.Masked.Contains(act.Position)
        ? !act.Remasks
        : Revises && act.Position >= 0 && act.Position < State.Shape.Length;

    /// <summary>The same step on the same choices once more.</summary>
    public StepTaken Again(ISampler sampler) => State.Run(sampler, new Repeated(Choices));

    private IEnumerable<string> Remembered => Memory.Length == 0 ? [] : [$"remembered ({string.Join(", ", Memory)})"];

    private IEnumerable<string> Failed => Failure is null ? [] : [$"threw {Words.Of(Failure)}"];

    /// <summary>Gives the answers that were given before, as long as the questions are the same.</summary>
    private sealed class Repeated(IReadOnlyList<Choice> answers) : Journal
    {
        protected override int Answer(Choice choice, int number) => Given(choice, number)[0];

        protected override void Answer(Choice choice, int number, Span<int> chosen) => Given(choice, number).CopyTo(chosen);

        private int[] Given(Choice choice, int number) =>
            number < answers.Count && answers[number].Question == choice.Question
                ? answers[number].Answer
                : throw new InvalidOperationException("it was asked something else before");
    }
}
