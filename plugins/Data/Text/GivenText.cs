using Unmask.Numerics;

namespace Unmask.Plugins.Data.Text;

/// <summary>Windows of real text that have the given tokens, uniformly: what stands at the other positions there.</summary>
/// <remarks>Draws, and laws of neighbouring free positions by a pass over these windows, as <see cref="HeldOutText"/> has them. Thread-safe;
/// sampling allocates nothing.</remarks>
/// <param name="states">Vocabulary size S.</param>
/// <param name="windows">All windows.</param>
/// <param name="chosen">The numbers of those that have the given tokens, at least one.</param>
/// <param name="free">The other positions, ascending.</param>
internal sealed class GivenText(int states, TextWindows windows, int[] chosen, int[] free) : IDataDistribution, IWindowLaw
{
    /// <inheritdoc/>
    public Shape Shape => new(free.Length, states);

    /// <inheritdoc/>
    public void Sample(ref RandomStream random, Span<int> x)
    {
        var window = windows[chosen[random.NextInt(chosen.Length)]];
        for (var k = 0; k < free.Length; k++)
        {
            x[k] = window[free[k]];
        }
    }

    /// <inheritdoc/>
    public void Window(int start, int length, Span<double> law)
    {
        law.Clear();
        foreach (var k in chosen)
        {
            var window = windows[k];
            var number = 0;
            foreach (var i in free.AsSpan(start, length))
            {
                number = (number * states) + window[i];
            }

            law[number]++;
        }

        foreach (ref var count in law)
        {
            count /= chosen.Length;
        }
    }
}
