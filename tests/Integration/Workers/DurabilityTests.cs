using System.Globalization;

namespace Unmask.Tests.Integration.Workers;

/// <summary>Hosts and workers are killed at random moments; what is there after the run was taken up is what an uninterrupted run leaves, byte for byte.</summary>
public sealed class DurabilityTests
{
    private const int Cells = 10;

    private static int Kills => Environment.GetEnvironmentVariable("RUN_LONG_TESTS") == "1" ? 200 : 20;

    [Fact]
    public async Task A_run_survives_kills()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var run = new DangerousRun($"{{ \"data:coupling\": [{string.Join(',', Enumerable.Range(1, Cells).Select(n => (n / 4.0).ToString(CultureInfo.InvariantCulture)))}] }}");
        Assert.Equal(0, run.Run("whole", "metrics:danger:milliseconds=50").ExitCode);
        var whole = run.Results("whole");
        try
        {
            for (int kills = 0, folder = 0; kills < Kills; folder++)
            {
                var parts = $"parts-{folder}";
                for (var round = 0; round < 6 && kills < Kills; round++)
                {
                    kills += await Interrupted(run, parts, random) ? 1 : 0;
                }

                // A cell whose worker was killed has failed; the next run measures it again.
                Assert.Equal(0, run.Run(parts, Launcher(random)).ExitCode);
                Assert.Equal(whole, run.Results(parts));
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Failed with the seed {seed}.", failure);
        }
    }

    /// <summary>Begins or takes up a run and kills its host or one of its workers, unless it is done first.</summary>
    private static async Task<bool> Interrupted(DangerousRun run, string parts, Random random)
    {
        var launcher = Launcher(random).ToList();
        using var program = new RunningProgram(run.Folder, DangerousRun.Arguments(parts, launcher));
        var target = random.Next(4) == 0 ? 0 : run.Cells(parts).Count + random.Next(3);
        await RunningProgram.Until(() => run.Cells(parts).Count >= Math.Min(target, Cells) || program.HasEnded, "no cell finishes");
        await Task.Delay(random.Next(target == 0 ? 1000 : 60), TestContext.Current.CancellationToken);
        var workers = program.Children();
        var isKilled = !program.HasEnded;
        if (random.Next(2) == 0 && workers.Count > 0)
        {
            RunningProgram.Signal(workers[random.Next(workers.Count)], "KILL");
            var outcome = await program.End();
            Assert.True(outcome.ExitCode is 0 or 1, outcome.Error);
            return isKilled;
        }

        program.Signal("KILL");
        await program.End();
        await RunningProgram.Gone(workers);
        return isKilled;
    }

    private static IEnumerable<string> Launcher(Random random) =>
        ["metrics:danger:milliseconds=50", .. random.Next(4) is > 0 and var workers ? [$"launcher:workers={workers}"] : Array.Empty<string>()];
}
