using System.Diagnostics;

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
    public static void EndWithParent()
    {
        var input = Console.OpenStandardInput();
        Console.SetIn(TextReader.Null);
        new Thread(() =>
        {
            _ = input.ReadByte();
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }) { IsBackground = true, Name = "end with parent" }.Start();
    }
}
