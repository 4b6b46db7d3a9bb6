namespace Unmask.Tests.Oracles;

/// <summary>Smoothed n-gram models by their formulas, from plain lists of grams.</summary>
/// <param name="grams">The grams of n symbols, each as often as it was counted.</param>
/// <param name="states">Vocabulary size.</param>
/// <param name="order">n.</param>
/// <param name="smoothing">wittenBell, kneserNey or additive.</param>
/// <param name="parameter">Pseudo-count or discount; null for an estimated discount.</param>
public sealed class NGrams(IReadOnlyList<int[]> grams, int states, int order, string smoothing, double? parameter = null)
{
    /// <summary>All grams of n neighbouring symbols of a text.</summary>
    public static IReadOnlyList<int[]> Of(int[] text, int order) =>
        [.. Enumerable.Range(0, Math.Max(0, text.Length - order + 1)).Select(i => text[i..(i + order)])];

    /// <summary>The law of sequences as a table: token i by the model of order min(i + 1, n).</summary>
    public double[] Table(int length) =>
        [.. Enumerable.Range(0, Laws.Count(length, states)).Select(x => Math.Exp(LogProbability(Laws.Tokens(x, length, states))))];

    public double LogProbability(int[] x) => Enumerable.Range(0, x.Length).Sum(i => Math.Log(Probability(x[Math.Max(0, i - order + 1)..i], x[i], full: true)));

    /// <summary><c>P(v | context)</c>; the context is as long as the model's order asks for, or one that is fallen back on.</summary>
    public double Probability(int[] context, int v, bool full) => smoothing switch
    {
        "additive" => full ? (Count([.. context, v]) + parameter!.Value) / (Following(context).Sum(Count) + (parameter.Value * states)) : 1.0 / states,
        "wittenBell" => Seen(context, out var lower, v)
            ? (Count([.. context, v]) + (Following(context).Count() * lower)) / (Following(context).Sum(Count) + Following(context).Count())
            : lower,
        "kneserNey" => Seen(context, out var lower, v) ? KneserNey(context, v, full, lower) : lower,
        _ => throw new ArgumentException(smoothing),
    };

    private double KneserNey(int[] context, int v, bool full, double lower)
    {
        double Adjusted(int[] gram) => full || gram.Length == order ? Count(gram) : Preceding(gram);
        var all = Grams(context.Length + 1).Select(Adjusted).ToList();
        double once = all.Count(a => a == 1), twice = all.Count(a => a == 2);
        var discount = parameter ?? (once > 0 && twice > 0 ? once / (once + (2 * twice)) : 0.5);
        var total = Following(context).Sum(Adjusted);
        return (Math.Max(Adjusted([.. context, v]) - discount, 0) / total) + (discount * Following(context).Count() / total * lower);
    }

    /// <summary>The probability by the shorter context, and whether the context itself was counted.</summary>
    private bool Seen(int[] context, out double lower, int v)
    {
        lower = context.Length == 0 ? 1.0 / states : Probability(context[1..], v, full: false);
        return Following(context).Any();
    }

    /// <summary>The different grams of a length, at the end of those that were counted.</summary>
    private IEnumerable<int[]> Grams(int length) => grams.Select(gram => gram[^length..]).DistinctBy(gram => string.Join(' ', gram));

    private IEnumerable<int[]> Following(int[] context) => Grams(context.Length + 1).Where(gram => gram.SkipLast(1).SequenceEqual(context));

    private double Count(int[] end) => grams.Count(gram => gram.TakeLast(end.Length).SequenceEqual(end));

    private double Preceding(int[] end) => Grams(end.Length + 1).Count(gram => gram.Skip(1).SequenceEqual(end));
}
