using Unmask.Numerics;

namespace Unmask.Interpretation;

/// <summary>Choices that come from a random stream.</summary>
internal class DrawnChoices(SamplingRule rule, ulong seed) : Recorder(rule)
{
    private double[] _keys = [];
    private RandomStream _stream;

    /// <summary>Starts a step of one sequence.</summary>
    public virtual void Begin(long sample, int step, ReadOnlySpan<int> masked)
    {
        _stream = new RandomStream(seed, StreamPurpose.Choices, sample, step);
        Begin(masked);
    }

    public override int Pick(ReadOnlySpan<double> law) => Categorical.Draw(law, _stream.NextDouble());

    protected override double Real()
    {
        double real;
        do
        {
            real = _stream.NextDouble();
        }
        while (real == 0);

        return real;
    }

    protected override double Settle(double probability) => _stream.NextDouble() < probability ? 1 : 0;

    /// <summary>The largest of score + Gumbel noise, the noise from 64-bit uniforms: Plackett–Luce without its normalisations.</summary>
    public override void Subset(ReadOnlySpan<int> from, ReadOnlySpan<double> scores, Span<int> chosen)
    {
        RequireSubset(from.Length, scores, chosen.Length);
        if (_keys.Length < from.Length)
        {
            _keys = new double[Math.Max(from.Length, 2 * _keys.Length)];
        }

        var keys = _keys.AsSpan(0, from.Length);
        for (var k = 0; k < keys.Length; k++)
        {
            keys[k] = scores[k] - Math.Log(-Math.Log(_stream.NextDouble()));
        }

        for (var taken = 0; taken < chosen.Length; taken++)
        {
            var best = keys.IndexOfAnyExcept(double.NaN);
            for (var k = best + 1; k < keys.Length; k++)
            {
                best = keys[k] > keys[best] ? k : best;
            }

            keys[best] = double.NaN;
        }

        for (var (k, taken) = (0, 0); taken < chosen.Length; k++)
        {
            if (double.IsNaN(keys[k]))
            {
                chosen[taken++] = from[k];
            }
        }
    }

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
