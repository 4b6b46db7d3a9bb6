using Unmask;

namespace Fixture.Ends;

public abstract class Sizes : ISizeLaw
{
    int ISizeLaw.Sizes(int step, int left, Span<double> law)
    {
        law[0] = 1;
        return 1;
    }
}

[Plugin("exits")]
public sealed class Exits : Sizes
{
    static Exits() => Environment.Exit(4);
}

[Plugin("exits-when-made")]
public sealed class ExitsWhenMade : Sizes
{
    public ExitsWhenMade() => Environment.Exit(0);
}

[Plugin("loops")]
public sealed class Loops : Sizes
{
    static Loops()
    {
        while (true)
        {
        }
    }
}

[Plugin("overflows")]
public sealed class Overflows : Sizes
{
    private static readonly int _depth = Deeper(1);

    public int Depth { get; } = _depth;

    private static int Deeper(int depth) => Deeper(depth + 1) + 1;
}

[Plugin("fills-memory")]
public sealed class FillsMemory : Sizes
{
    private static readonly List<byte[]> _kept = [];

    static FillsMemory()
    {
        while (true)
        {
            _kept.Add(new byte[1 << 20]);
        }
    }
}

[Plugin("fails-on-a-thread")]
public sealed class FailsOnAThread : Sizes
{
    static FailsOnAThread()
    {
        var thread = new Thread(() => throw new InvalidOperationException("nobody catches this"));
        thread.Start();
        thread.Join();
    }
}

[Plugin("beside-ending")]
public sealed class Beside : Sizes;
