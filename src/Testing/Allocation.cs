using System.Diagnostics;
using System.Reflection;

namespace Unmask.Testing;

/// <summary>Holds an action to allocating nothing once it is warm.</summary>
internal static class Allocation
{
    private const int Attempts = 12;
    private const int Repetitions = 50;

    /// <summary>Fails if the action allocates however often it has run: what compilation and pools allocate at first does not count.</summary>
    /// <param name="place">Where this is.</param>
    /// <param name="plugin">The plugin.</param>
    /// <param name="action">What may not allocate.</param>
    public static void IsNone(string place, object plugin, Action action)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var k = 0; k < Repetitions; k++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            if (least == 0)
            {
                return;
            }

            // Code that is compiled again with optimisation may stop allocating; that happens in the background.
            Thread.Sleep(15 * attempt);
        }

        Assert.Fail($"{place}: allocated {least / (double)Repetitions:0.#} bytes a time, once warm; expected none{Advice(plugin)}");
    }

    private static string Advice(object plugin) =>
        plugin.GetType().Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }
            ? " (the plugin is compiled without optimisation, where even constant spans allocate: try --configuration Release)"
            : "";
}
