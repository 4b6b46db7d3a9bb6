using System.Runtime.CompilerServices;
using Fixture.Library;
using Unmask;

namespace Fixture;

/// <param name="WaitFor">A file to wait for before each step; the file of the same name and .here says that it waits.</param>
/// <param name="Throws">Whether to fail instead.</param>
public sealed record InStepsOptions(string? WaitFor = null, bool Throws = false);

/// <summary>Reveals as many positions a step as its private library says, or twice as many: which, shows in the error.</summary>
[Plugin("in-steps")]
public sealed class InSteps(InStepsOptions options) : ISizeLaw
{
    public int Sizes(int step, int left, Span<double> law)
    {
        if (options.Throws)
        {
            throw new InvalidOperationException("as it was asked to");
        }

        if (options.WaitFor is { } file && !File.Exists(file))
        {
            File.WriteAllText(file + ".here", "");
            while (!File.Exists(file))
            {
                Thread.Sleep(20);
            }
        }

        var size = Math.Min(left, Size());
        law[..size].Clear();
        law[size - 1] = 1;
        return size;
    }

    /// <summary>The library is not loaded before this is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Size() =>
#if TWICE
        2 *
#endif
        Answer.Number();
}
