using System.Diagnostics;

namespace Unmask.Benchmarks;

/// <summary>Two things timed in turn, A B B A …: the ratio of each pair, so that a machine whose speed drifts changes both alike.</summary>
/// <param name="First">Times of A, seconds.</param>
/// <param name="Second">Times of B, seconds, one for each of A.</param>
internal sealed record Pairs(double[] First, double[] Second)
{
    /// <summary>Times two actions.</summary>
    /// <param name="count">How many pairs.</param>
    /// <param name="first">A.</param>
    /// <param name="second">B.</param>
    public static Pairs Of(int count, Func<double> first, Func<double> second)
    {
        var (a, b) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            if (i % 2 == 0)
            {
                a[i] = first();
                b[i] = second();
            }
            else
            {
                b[i] = second();
                a[i] = first();
            }
        }

        return new Pairs(a, b);
    }

    /// <summary>Seconds that an action takes.</summary>
    public static double Elapsed(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Seconds of processor time that an action takes: what else runs on the machine does not count.</summary>
    public static double Processor(Action action)
    {
        var start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    /// <summary>A/B of each pair.</summary>
    public double[] Ratios => [.. First.Zip(Second, (a, b) => a / b)];

    /// <summary>The middle value.</summary>
    public static double Median(double[] values) => Quantile(values, 0.5);

    /// <summary>The median ratio A/B, its quartiles, and the ratio of the shortest times.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Median(Ratios):0.000}  quartiles {Quantile(Ratios, 0.25):0.000} to {Quantile(Ratios, 0.75):0.000}  of the shortest {First.Min() / Second.Min():0.000}  (medians {Text(Median(First))} and {Text(Median(Second))}, {First.Length} pairs)");

    /// <summary>A time with its unit.</summary>
    public static string Text(double seconds) => seconds switch
    {
        < 1e-6 => FormattableString.Invariant($"{seconds * 1e9:0.0} ns"),
        < 1e-3 => FormattableString.Invariant($"{seconds * 1e6:0.00} µs"),
        < 1 => FormattableString.Invariant($"{seconds * 1e3:0.0} ms"),
        _ => FormattableString.Invariant($"{seconds:0.00} s"),
    };

    private static double Quantile(double[] values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round(part * (sorted.Length - 1))];
    }
}
