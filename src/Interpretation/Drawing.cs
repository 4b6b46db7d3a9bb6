using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>The <i>draw</i> interpretation: a revealed token is drawn from its law, by a stream keyed (seed, sample, step, position).</summary>
internal class Drawing(SamplingRule rule, ulong seed, DrawnChoices? choices = null) : Walk(rule, seed, choices)
{
    private readonly ulong _seed = seed;

    /// <summary>Draws sequences <c>first, …, first + count − 1</c>; they are then in <see cref="Walk.Tokens"/>.</summary>
    public void Draw(long first, int count, CancellationToken stop) => Run(first, count, stop);

    protected override int Resolve(int k, long sample, int step, int position, ReadOnlySpan<double> law) =>
        Categorical.Draw(law, new RandomStream(_seed, StreamPurpose.Tokens, sample, step, position).NextDouble());

    protected override int ResolveWritten(int symbol) => symbol;
}
