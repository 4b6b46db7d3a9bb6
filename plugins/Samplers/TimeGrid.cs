using Unmask.Numerics;

namespace Unmask.Plugins.Samplers;

/// <summary>Times <c>t_j = End·(1 − j/N)</c>, j = 0…N, from noise to data. Immutable, so thread-safe.</summary>
/// <param name="noise">The noise schedule; without one the mask probability grows evenly with time, <c>1 − e^{−B(t)} = t</c>.</param>
/// <param name="steps">The number of steps N.</param>
internal sealed class TimeGrid(INoiseSchedule? noise, int steps)
{
    /// <summary>The most steps that a grid may have.</summary>
    public const int MostSteps = 1 << 20;

    /// <summary>The noise schedule.</summary>
    public INoiseSchedule Noise { get; } = noise ?? new Even();

    /// <summary>The number of steps.</summary>
    public int Steps => steps;

    /// <summary>The part of time that is left before a step, 1 before the first and 0 after the last.</summary>
    public double Left(int step) => (double)(steps - step) / steps;

    /// <summary>The probability that a position masked before a step is revealed by it, in the reverse of the masked process.</summary>
    public double Reveal(int step) => Noise.RevealProbability(Noise.End * Left(step + 1), Noise.End * Left(step));

    /// <summary><c>B(t) = −ln(1 − t)</c>.</summary>
    private sealed class Even : INoiseSchedule
    {
        public double End => 1;

        public double Rate(double t) => 1 / (1 - t);

        public double Integral(double t) => -Logarithms.OnePlus(-t);

        public double Inverse(double b) => -Logarithms.ExpMinusOne(-b);
    }
}
