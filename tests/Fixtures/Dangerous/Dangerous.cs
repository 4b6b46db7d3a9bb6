using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Unmask;

namespace Fixture.Dangerous;

/// <param name="At">When it happens: when it is made, or when it measures.</param>
/// <param name="How">What happens.</param>
/// <param name="Milliseconds">How long it measures before.</param>
public sealed record DangerousOptions(
    [Description("when it happens: make or measure")] string At = "measure",
    [Description("what happens")] string How = "nothing",
    [Description("how long it measures before")] int Milliseconds = 0);

/// <summary>A metric that does to its process whatever a plugin can do.</summary>
[Plugin("dangerous")]
public sealed class Dangerous : IMetric
{
    private static readonly List<byte[]> _kept = [];

    private readonly DangerousOptions _options;

    public Dangerous(DangerousOptions options)
    {
        _options = options;
        Happen("make");
    }

    public void Check(ICell cell, Problems problems)
    {
    }

    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        Thread.Sleep(_options.Milliseconds);
        Happen("measure");
        results.Add("", cell.Shape.Length, "counted");
    }

    private void Happen(string at)
    {
        if (_options.At != at)
        {
            return;
        }

        switch (_options.How)
        {
            case "nothing":
                break;
            case "print":
                Console.WriteLine("printed by the plugin");
                _ = putchar('!');
                _ = fflush(0);
                break;
            case "throw":
                throw new InvalidOperationException("thrown by the plugin");
            case "thread":
                var thread = new Thread(() => throw new InvalidOperationException("nobody catches this"));
                thread.Start();
                thread.Join();
                break;
            case "overflow":
                Deeper(1);
                break;
            case "fail-fast":
                Environment.FailFast("enough is enough");
                break;
            case "exit":
                Console.Error.WriteLine("last words");
                Environment.Exit(0);
                break;
            case "native":
                memset(8, 1, 64);
                break;
            case "killed":
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
                break;
            case "fill":
                for (; ;)
                {
                    _kept.Add(new byte[1 << 20]);
                    _kept[^1].AsSpan().Fill(1);
                }

            case "fill-native":
                for (; ;)
                {
                    unsafe
                    {
                        NativeMemory.Fill(NativeMemory.Alloc(1 << 22), 1 << 22, 1);
                    }
                }

            case "spin":
                while (true)
                {
                }

            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            default:
                throw new ArgumentException($"'{_options.How}' does not happen here");
        }
    }

    private static int Deeper(int depth) => Deeper(depth + 1) + 1;

    [DllImport("libc")]
    private static extern nint memset(nint where, int value, nuint count);

    [DllImport("libc")]
    private static extern int putchar(int symbol);

    [DllImport("libc")]
    private static extern int fflush(nint file);
}
