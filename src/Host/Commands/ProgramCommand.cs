using System.CommandLine;

namespace Unmask.Host.Commands;

/// <summary>A command of the program. To add one: derive, and enter it in <see cref="CommandLine"/>.</summary>
/// <remarks>Errors are thrown: <see cref="Configuration.UserErrorException"/> for what the user can mend, anything else is a defect.</remarks>
internal abstract class ProgramCommand : Command
{
    /// <param name="name">The word on the command line.</param>
    /// <param name="description">One line of help.</param>
    /// <param name="example">A command that works, shown by <c>--help</c>.</param>
    protected ProgramCommand(string name, string description, string example)
        : base(name, description) => Example = example;

    /// <summary>A command that works.</summary>
    public string Example { get; }

    /// <summary>Whether <c>key=value</c> on its command line overrides the configuration.</summary>
    public virtual bool TakesOverrides => false;

    /// <summary>Does what the command is for.</summary>
    /// <param name="arguments">Its own arguments and options.</param>
    /// <param name="context">What all commands need.</param>
    /// <returns>One of <see cref="Runs.ExitCode"/>.</returns>
    public abstract Task<int> Execute(ParseResult arguments, CommandContext context);
}
