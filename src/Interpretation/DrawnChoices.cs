using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>Choices that come from a random stream.</summary>
internal sealed class DrawnChoices(Shape shape, ulong seed) : Recorder(shape)
{
    private RandomStream _stream;

    /// <summary>Starts a step of one sequence.</summary>
    public void Begin(long sample, int step, ReadOnlySpan<int> masked)
    {
        _stream = new RandomStream(seed, StreamPurpose.Choices, sample, step);
        Begin(masked);
    }

    public override int Pick(ReadOnlySpan<double> law) => Categorical.Draw(law, _stream.NextDouble());

    /// <summary>Selection sampling (Knuth, algorithm S): ascending by construction.</summary>
    public override void Subset(ReadOnlySpan<int> from, Span<int> chosen)
    {
        RequireSubset(from.Length, chosen.Length);
        var taken = 0;
        for (var k = 0; taken < chosen.Length; k++)
        {
            if (_stream.NextInt(from.Length - k) < chosen.Length - taken)
            {
                chosen[taken++] = from[k];
            }
        }
    }
}
