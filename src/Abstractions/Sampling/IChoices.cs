namespace Unmask;

/// <summary>The only source of randomness of a schedule or sampler.</summary>
/// <remarks>
/// <para>A plugin is written once over choices; the host interprets it: <i>draw</i> (choices come from a random stream),
/// <i>enumerate</i> (every choice is followed with its probability), <i>replay</i> (tokens are forced to a given sequence).</para>
/// <para><see cref="Pick"/> and <see cref="Subset"/> return at once. <see cref="Reveal"/>, <see cref="Commit"/> and
/// <see cref="Write"/> are deferred: their outcome cannot be seen within the step.</para>
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

    /// <summary>Reveals a masked position: its token is drawn from the predictor's row (LC (6)).</summary>
    void Reveal(int position);

    /// <summary>Reveals a masked position with a law of the plugin's own.</summary>
    /// <param name="position">A masked position.</param>
    /// <param name="law">Probabilities, shape [S]: at least 0, they sum to 1 within 1e-9.</param>
    void Commit(int position, ReadOnlySpan<double> law);

    /// <summary>Writes a symbol that was picked before. A schedule that does this looks at candidates: replay does not apply (T 1.8).</summary>
    /// <param name="position">A masked position.</param>
    /// <param name="symbol">0…S−1, not the mask.</param>
    void Write(int position, int symbol);
}
