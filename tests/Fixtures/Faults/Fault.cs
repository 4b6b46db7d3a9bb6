namespace Fixture.Faults;

/// <summary>A library that a plugin brings along, and that fails.</summary>
public static class Fault
{
    public static void Raise(string how)
    {
        switch (how)
        {
            case "own":
                throw new FaultException(42);
            case "aggregate":
                throw new AggregateException(new FaultException(1), new FaultException(2));
            case "parallel":
                Parallel.For(0, 1, _ => throw new FaultException(7));
                break;
            case "mute":
                throw new MuteException();
            case "static":
                Table.Look();
                break;
            case "cancelled":
                throw new OperationCanceledException("the plugin gave up");
            case "thread":
                Elsewhere().GetAwaiter().GetResult();
                break;
            default:
                throw new InvalidOperationException($"the library does not know '{how}'");
        }
    }

    private static async Task Elsewhere()
    {
        await Task.Yield();
        throw new FaultException(8);
    }

    private static class Table
    {
        private static readonly int[] Rows = [.. Read()];

        public static void Look() => _ = Rows.Length;

        private static IEnumerable<int> Read() => throw new FaultException(9);
    }
}

/// <summary>Known to the plugin and its library only.</summary>
public sealed class FaultException(int number) : Exception
{
    public override string Message => $"fault number {number}";
}

/// <summary>Fails again when it is asked what failed.</summary>
public sealed class MuteException : Exception
{
    public override string Message => throw new InvalidOperationException("no message");

    public override string ToString() => throw new InvalidOperationException("no text");
}
