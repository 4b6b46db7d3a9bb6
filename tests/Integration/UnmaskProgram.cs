using System.Diagnostics;

namespace Unmask.Tests.Integration;

/// <summary>The published program, run as a user runs it.</summary>
internal static class UnmaskProgram
{
    private static readonly Lazy<string> _published = new(Publish);

    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The published folder, built through the launcher if it is out of date.</summary>
    public static string Published => _published.Value;

    /// <summary>Runs the published program in the checkout.</summary>
    public static Outcome Run(params string[] arguments) => RunIn(Root, arguments);

    /// <summary>Runs the published program in a folder.</summary>
    public static Outcome RunIn(string folder, params string[] arguments) => Start("dotnet", folder, [Path.Combine(Published, "unmask.dll"), .. arguments]);

    /// <summary>Runs a launcher script: the one of a checkout.</summary>
    public static Outcome Launch(string folder, string[] arguments, IReadOnlyDictionary<string, string?>? environment = null, string? checkout = null) => OperatingSystem.IsWindows()
        ? Start(Path.Combine(checkout ?? Root, "unmask.cmd"), folder, arguments, environment)
        : Start(Path.Combine(checkout ?? Root, "unmask"), folder, arguments, environment);

    /// <summary>Runs any program to its end.</summary>
    public static Outcome Start(string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string Publish()
    {
        var built = Launch(Root, ["--version"]);
        return built.ExitCode == 0
            ? Path.Combine(Root, "artifacts", "unmask")
            : throw new InvalidOperationException($"The program could not be built:\n{built.Error}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Unmask.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No checkout above {AppContext.BaseDirectory}.");
    }
}
