using System.Buffers;
using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Host.Conditioning;

/// <summary>Probabilities and draws of several tokens by a law's conditionals, one token after another: <c>p(x_A | x_W) = Π_k p(x_{a_k} | x_W, x_{a_1} … x_{a_{k−1}})</c>.</summary>
/// <remarks>One question a token. Thread-safe; allocates nothing once warm.</remarks>
/// <param name="law">The conditionals.</param>
/// <param name="shape">Length and vocabulary.</param>
internal sealed class ChainRule(IConditionalLaw law, Shape shape)
{
    /// <summary>The first revealed position whose token is impossible with the tokens revealed before it, or null: they have a positive probability together.</summary>
    /// <param name="revealed">Tokens known to be possible together, and masks; shape [L].</param>
    /// <param name="tokens">The same with more of them revealed; shape [L].</param>
    /// <param name="logProbability"><c>log p</c> of the tokens that are revealed only by <paramref name="tokens"/>, given the others; <c>−∞</c> if they are impossible.</param>
    /// <exception cref="ContractException">A row of the law is no probability vector.</exception>
    public int? FirstImpossible(ReadOnlySpan<int> revealed, ReadOnlySpan<int> tokens, out double logProbability)
    {
        using var memory = new Memory(shape);
        revealed.CopyTo(memory.Tokens);
        logProbability = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] == memory.Tokens[i])
            {
                continue;
            }

            var probability = Row(memory, i)[tokens[i]];
            logProbability += Math.Log(probability);
            if (!(probability > 0))
            {
                return i;
            }

            memory.Tokens[i] = tokens[i];
        }

        return null;
    }

    /// <summary>Draws every masked token, from left to right, one uniform number each.</summary>
    /// <param name="random">The stream of this sequence.</param>
    /// <param name="given">The tokens that are known, and masks; shape [L].</param>
    /// <param name="draws">Receives the drawn tokens in the order of their positions; shape [masks].</param>
    public void Draw(ref RandomStream random, ReadOnlySpan<int> given, Span<int> draws)
    {
        using var memory = new Memory(shape);
        given.CopyTo(memory.Tokens);
        for (var (i, n) = (0, 0); i < given.Length; i++)
        {
            if (given[i] == shape.Mask)
            {
                memory.Tokens[i] = draws[n++] = Categorical.Draw(Row(memory, i), random.NextDouble());
            }
        }
    }

    private ReadOnlySpan<double> Row(in Memory memory, int position)
    {
        Span<int> asked = stackalloc int[] { 0, 1, position };
        law.Conditionals(new Query(shape, memory.Tokens, asked[..2], asked[2..]), memory.Row, CancellationToken.None);
        return Categorical.IsLaw(memory.Row) ? memory.Row : throw ContractException.NoLaw("gives", position, memory.Row, "data");
    }

    private readonly ref struct Memory(Shape shape) : IDisposable
    {
        private readonly int[] _tokens = ArrayPool<int>.Shared.Rent(shape.Length);
        private readonly double[] _row = ArrayPool<double>.Shared.Rent(shape.States);

        public Span<int> Tokens => _tokens.AsSpan(0, shape.Length);

        public Span<double> Row => _row.AsSpan(0, shape.States);

        public void Dispose()
        {
            ArrayPool<int>.Shared.Return(_tokens);
            ArrayPool<double>.Shared.Return(_row);
        }
    }
}
