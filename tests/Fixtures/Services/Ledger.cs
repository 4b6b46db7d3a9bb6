namespace Fixture;

/// <summary>A service that says how often it was made, and on standard error that it is disposed.</summary>
public interface ILedger
{
    int Made { get; }
}

public sealed class Ledger(Ink ink) : ILedger, IAsyncDisposable
{
    private static int _made;

    public int Made { get; } = Interlocked.Increment(ref _made) * ink.Colours;

    public ValueTask DisposeAsync()
    {
        Console.Error.WriteLine("the ledger is closed");
        return Environment.GetEnvironmentVariable("FIXTURE_LEDGER") == "stuck" ? throw new InvalidOperationException("the ledger is stuck") : ValueTask.CompletedTask;
    }
}

/// <summary>A record, but not of options: only a constructor of a plugin takes those.</summary>
public sealed record Ink(int Colours);

public interface IMissing;

public sealed class Broken
{
    public Broken() => throw new InvalidOperationException("no ink");
}
