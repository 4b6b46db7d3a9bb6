namespace Unmask.Testing;

/// <summary>Runs the same questions on several threads at once.</summary>
internal static class AtOnce
{
    private const int Threads = 4;

    /// <summary>Each thread asks every question, from another one on; the first failure is thrown.</summary>
    /// <param name="count">The number of questions.</param>
    /// <param name="ask">Asks one and checks the answer.</param>
    public static void Ask(int count, Action<int> ask)
    {
        using var start = new Barrier(Threads);
        var failures = new Exception?[Threads];
        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() => Run(number))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        void Run(int number)
        {
            try
            {
                start.SignalAndWait();
                for (var k = 0; k < count; k++)
                {
                    ask((k + (number * count / Threads)) % count);
                }
            }
            catch (Exception exception)
            {
                failures[number] = exception;
            }
        }
    }
}
