using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Trust;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask trust</c>: pins the plugins that are installed, for <c>--locked</c>.</summary>
internal sealed class TrustCommand : ProgramCommand
{
    private readonly Option<string> _out = new("--out")
    {
        Description = $"The file to write ({PluginLock.FileName}).",
        HelpName = "FILE",
        DefaultValueFactory = _ => PluginLock.FileName,
    };

    public TrustCommand()
        : base("trust", "Write down the plugins that are installed, with their hashes; --locked then loads nothing else.", "unmask trust") => Options.Add(_out);

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var shown = arguments.GetRequiredValue(_out);
        var path = Path.GetFullPath(shown, context.WorkingDirectory);
        var trusted = PluginLock.Of(context.Catalogue);
        var changes = File.Exists(path) ? PluginLock.Read(path, shown).ChangesTo(trusted).Select(change => $"  {change}") : [];
        string[] lines = [$"{shown}: {trusted.Plugins.Count} plugin assemblies.", .. changes];
        try
        {
            AtomicFile.Write(path, $"{trusted}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(shown, "", $"it cannot be written: {problem.Message}");
        }

        foreach (var line in lines)
        {
            context.Screen.Out.WriteLine(line);
        }

        foreach (var refused in context.Catalogue.Refused)
        {
            context.Screen.Error.WriteLine($"not among them: {refused.Path}: {refused.Reason}");
        }

        return Task.FromResult(ExitCode.Done);
    }
}
