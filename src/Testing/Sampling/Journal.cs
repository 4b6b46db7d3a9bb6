using System.Globalization;
using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Testing;

/// <summary>Keeps what a step asks for and what it defers; who answers is for the kind of journal to say. Refuses nothing.</summary>
internal abstract class Journal : IChoices
{
    private readonly List<Choice> _choices = [];
    private readonly List<Act> _acts = [];
    private int _reals;

    /// <summary>What was asked, with the answers.</summary>
    public IReadOnlyList<Choice> Choices => _choices;

    /// <summary>What was deferred, in order.</summary>
    public IReadOnlyList<Act> Acts => _acts;

    public int Pick(ReadOnlySpan<double> law)
    {
        var choice = new Choice(law.ToArray(), [], null, 0);
        _choices.Add(choice);
        var answer = Answer(choice, _choices.Count - 1);
        choice.Answer = [answer];
        return answer;
    }

    public void Subset(ReadOnlySpan<int> from, Span<int> chosen)
    {
        var choice = new Choice(null, from.ToArray(), null, chosen.Length);
        _choices.Add(choice);
        Answer(choice, _choices.Count - 1, chosen);
        choice.Answer = chosen.ToArray();
    }

    public void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen)
    {
        var choice = new Choice(null, from.ToArray(), scores.ToArray(), chosen.Length);
        _choices.Add(choice);
        Answer(choice, _choices.Count - 1, chosen);
        choice.Answer = chosen.ToArray();
    }

    /// <summary>Some number or other, the same at each repetition: waiting times are not followed.</summary>
    public double Uniform() => (new RandomStream(1, StreamPurpose.Choices, _reals++, _choices.Count).NextInt(1 << 20) + 0.5) / (1 << 20);

    public void Reveal(int position) => Reveal(position, 1);

    public void Reveal(int position, double probability) => _acts.Add(new Act(position, null, null) { Chance = probability });

    public void Commit(int position, ReadOnlySpan<double> law) => _acts.Add(new Act(position, law.ToArray(), null));

    public void Write(int position, int symbol) => _acts.Add(new Act(position, null, symbol));

    public void Remask(int position) => Remask(position, 1);

    public void Remask(int position, double probability) => _acts.Add(new Act(position, null, null, Remasks: true) { Chance = probability });

    /// <summary>Answers a pick.</summary>
    protected abstract int Answer(Choice choice, int number);

    /// <summary>Answers a subset.</summary>
    protected abstract void Answer(Choice choice, int number, Span<int> chosen);
}

/// <summary>A question for randomness: an index in proportion to a law, or a subset where there is none, uniform or by scores.</summary>
internal sealed record Choice(double[]? Law, int[] From, double[]? Scores, int Size)
{
    /// <summary>What was answered; empty while unanswered.</summary>
    public int[] Answer { get; set; } = [];

    /// <summary>The probability of the answer.</summary>
    public double Probability =>
        Law is not null ? Law[Answer[0]] / Law.Sum()
        : Scores is not null ? PlackettLuce.Subset(Scores, [.. Answer.Select(position => Array.IndexOf(From, position))])
        : 1 / MaskAverage.Subsets(From.Length, Size);

    /// <summary>What is wrong with the question, or null.</summary>
    public string? Defect =>
        Law is null ? (Size < 0 || Size > From.Length ? $"asked for a subset of {Size} of {Words.Set(From)}"
            : Scores is not null && Scores.Length != From.Length ? $"gave {Scores.Length} scores for a subset of {Words.Set(From)}"
            : Scores?.All(double.IsFinite) == false ? $"asked for a subset by the scores {Words.Numbers(Scores)}; scores are finite" : null)
        : Law.FirstOrDefault(weight => !(weight >= 0)) is not 0 and var wrong ? $"picked from {Words.Numbers(Law)}, where {wrong:R} is no weight; weights are at least 0"
        : Law.Sum() is var sum && (sum == 0 || double.IsInfinity(sum)) ? $"picked from {Words.Numbers(Law)}, which sums to {sum:R}; expected a finite positive sum"
        : null;

    /// <summary>The question in words.</summary>
    public string Question => Law is not null ? $"a pick from {Words.Numbers(Law)}"
        : $"a subset of {Size} of {Words.Set(From)}{(Scores is null ? "" : $" by the scores {Words.Numbers(Scores)}")}";
}

/// <summary>Something deferred to the end of a step: a token drawn from the predictor's row, from a law of the plugin's own, a symbol that is written, or a position masked again.</summary>
internal sealed record Act(int Position, double[]? Law, int? Symbol, bool Remasks = false)
{
    /// <summary>The probability that it happens, as the plugin gave it.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>The probability that the position is changed; a law with a probability of the mask leaves that to chance.</summary>
    /// <param name="states">Vocabulary size S.</param>
    public double Happens(int states) => Law is null ? Chance : Law.Length > states ? Law[..states].Sum() : 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Verb}{(Chance == 1 ? "" : $" with probability {Chance:R}")}");

    private string Verb =>
        Remasks ? $"masked {Position} again"
        : Symbol is { } symbol ? $"wrote {symbol} at {Position}"
        : Law is not null ? $"committed {Words.Numbers(Law)} at {Position}"
        : $"revealed {Position}";
}
