namespace Unmask;

/// <summary>The only source of randomness of a schedule or sampler.</summary>
/// <remarks>
/// <para>A plugin is written once over choices; the host interprets it: <i>draw</i> (choices come from a random stream),
/// <i>enumerate</i> (every choice is followed with its probability), <i>replay</i> (tokens are forced to a given sequence), <i>condition</i>
/// (every choice is followed that leads to a given sequence).</para>
/// <para><see cref="Pick"/> and the subsets return at once. The others are deferred: their outcome cannot be seen within the step. So what
/// happens at each position by itself, as on a grid of times, is left to chance, not picked: enumeration then follows the outcomes without
/// running the plugin for each, and a token that is not drawn costs no predictor call.</para>
/// <para>Enumeration runs the plugin again for every path: it must be deterministic given the step, its memory and its choices.</para>
/// </remarks>
public interface IChoices
{
    /// <summary>Picks an index with probability in proportion to <paramref name="law"/>. Visible: sizes, orders, candidates.</summary>
    /// <param name="law">Weights of at least 0 with a finite positive sum.</param>
    int Pick(ReadOnlySpan<double> law);

    /// <summary>Picks a uniformly random subset of <paramref name="from"/>, in ascending order of index.</summary>
    /// <param name="from">What to choose from.</param>
    /// <param name="chosen">Receives the subset; its length is the subset's size.</param>
    void Subset(ReadOnlySpan<int> from, Span<int> chosen);

    /// <summary>
    /// Picks a random subset, one after another without replacement, each next <c>i</c> with probability in proportion to
    /// <c>exp(scores[i])</c> among those left (Plackett–Luce, the law of Gumbel top-k); in ascending order of index.
    /// </summary>
    /// <remarks>Which set it is can be seen, the order within it not: enumeration follows sets, not orders.</remarks>
    /// <param name="from">What to choose from, shape [m].</param>
    /// <param name="scores">Logarithms of weights up to a constant, finite, shape [m].</param>
    /// <param name="chosen">Receives the subset; its length is the subset's size.</param>
    void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen) =>
        throw new NotSupportedException("These choices draw no weighted subsets.");

    /// <summary>
    /// Reveals a masked position: its token is drawn from the predictor's row (LC (6)). Of a sampler that
    /// <see cref="ISampler.Revises"/>, a revealed position too: its token is drawn anew from the row given all other revealed tokens.
    /// </summary>
    void Reveal(int position);

    /// <summary>Leaves it to chance whether a position is revealed as by <see cref="Reveal(int)"/>; else it stays as it is.</summary>
    /// <remarks>A step in which no position is certain to be revealed is one of a sampler that <see cref="ISampler.Idles"/> or revises.</remarks>
    /// <param name="position">A masked position; of a sampler that <see cref="ISampler.Revises"/>, any.</param>
    /// <param name="probability">How likely, 0 to 1.</param>
    void Reveal(int position, double probability) => throw new NotSupportedException("These choices leave nothing to chance.");

    /// <summary>Reveals a position with a law of the plugin's own.</summary>
    /// <param name="position">A masked position; of a sampler that <see cref="ISampler.Revises"/>, any.</param>
    /// <param name="law">
    /// Probabilities: at least 0, they sum to 1 within 1e-9. Shape [S], or [S + 1]: the last is then that of the mask, so that it is left to
    /// chance whether the position is revealed (or, a revealed one, masked again).
    /// </param>
    void Commit(int position, ReadOnlySpan<double> law);

    /// <summary>Writes a symbol that was picked before. A schedule that does this looks at candidates: replay does not apply (T 1.8).</summary>
    /// <param name="position">A masked position; of a sampler that <see cref="ISampler.Revises"/>, any.</param>
    /// <param name="symbol">0…S−1, not the mask.</param>
    void Write(int position, int symbol);

    /// <summary>Masks a revealed position again; for samplers that <see cref="ISampler.Revises"/> only. Deferred.</summary>
    /// <param name="position">A revealed position.</param>
    void Remask(int position) => throw new NotSupportedException("These choices mask nothing again.");

    /// <summary>Leaves it to chance whether a revealed position is masked again; else its token stays.</summary>
    /// <param name="position">A revealed position.</param>
    /// <param name="probability">How likely, 0 to 1.</param>
    void Remask(int position, double probability) => throw new NotSupportedException("These choices leave nothing to chance.");

    /// <summary>
    /// A random number, uniform on (0, 1): for waiting times. Visible; of a sampler that <see cref="ISampler.IsContinuous"/> only, which cannot be
    /// enumerated.
    /// </summary>
    double Uniform() => throw new NotSupportedException("These choices draw no real numbers.");
}
