using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Unmask.Host.Plugins.Checking;

/// <summary>This program, started once more as a process of its own.</summary>
internal static class OwnProgram
{
    /// <summary>How to start it: by the same <c>dotnet</c>, or the same executable, that this process was started by. All three
    /// streams are redirected.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var process = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [typeof(OwnProgram).Assembly.Location] : [];
        return new ProcessStartInfo(process, [.. program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    /// <summary>Ends this process when the one that started it is gone, whatever code is running here: its standard input, which that
    /// one never writes to and holds open, ends then.</summary>
    public static void EndWithParent() => LinesUntilParentEnds();

    /// <summary>The lines that the one who started this process writes to its standard input; when that ends, since that one is gone
    /// or has enough, this process ends at once, whatever code is running here.</summary>
    public static BlockingCollection<string> LinesUntilParentEnds()
    {
        var lines = new BlockingCollection<string>();
        var input = new StreamReader(Console.OpenStandardInput());
        Console.SetIn(TextReader.Null);
        new Thread(() =>
        {
            while (input.ReadLine() is { } line)
            {
                lines.Add(line);
            }

            using var self = Process.GetCurrentProcess();
            self.Kill();
        }) { IsBackground = true, Name = "end with parent" }.Start();
        return lines;
    }

    /// <summary>The standard output of this process, for nobody else: what is written to it from now on, also by native code, goes to standard error.</summary>
    public static Stream TakeOutput()
    {
        Console.SetOut(Console.Error);
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var taken = Duplicate(Output);
        return taken >= 0 && Duplicate(Error, Output) >= 0
            ? new FileStream(new SafeFileHandle(taken, ownsHandle: true), FileAccess.Write, 1)
            : throw new IOException($"the standard output cannot be redirected (error {Marshal.GetLastPInvokeError()})");
    }

    private const int Output = 1;
    private const int Error = 2;

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static extern int Duplicate(int file);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static extern int Duplicate(int file, int to);
}
