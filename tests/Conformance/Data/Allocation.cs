namespace Unmask.Tests.Conformance.Data;

/// <summary>Counts what an action allocates after it has run often enough to be compiled.</summary>
internal static class Allocation
{
    public static long OnceWarm(Action<int> action)
    {
        for (var k = 0; k < 200; k++)
        {
            action(k);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < 100; k++)
        {
            action(k);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
