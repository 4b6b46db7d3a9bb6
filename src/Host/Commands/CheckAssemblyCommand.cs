using System.CommandLine;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Checking;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask check-assembly FILE REPORT [CLASS]</c>: the process in which <c>list --check</c> and <c>doctor</c> load an assembly.</summary>
/// <remarks>Hidden: it runs for as long as its standard input is held open, and says what it has to say in the report.</remarks>
internal sealed class CheckAssemblyCommand : ProgramCommand
{
    private readonly Argument<string> _file = new("file");
    private readonly Argument<string> _report = new("report");
    private readonly Argument<string?> _only = new("class") { Arity = ArgumentArity.ZeroOrOne };

    public CheckAssemblyCommand()
        : base(CheckProcess.Command, "Load an assembly and report what came of it.", "unmask list --check")
    {
        Hidden = true;
        Arguments.Add(_file);
        Arguments.Add(_report);
        Arguments.Add(_only);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        OwnProgram.EndWithParent();
        var trial = new AssemblyTrial(new IsolatedAssemblies(), new CheckReport(arguments.GetRequiredValue(_report)));
        trial.Run(PluginScanner.Scan(arguments.GetRequiredValue(_file)), arguments.GetValue(_only));
        // Threads that a plugin started would keep the process alive.
        Environment.Exit(ExitCode.Done);
        return Task.FromResult(ExitCode.Done);
    }
}
