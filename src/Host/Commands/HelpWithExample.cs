using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Unmask.Host.Commands;

/// <summary>The usual help, and an example below it.</summary>
/// <param name="usual">The usual help.</param>
internal sealed class HelpWithExample(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var overrides = (command as ProgramCommand)?.TakesOverrides == true;
        using var help = new StringWriter();
        parseResult.InvocationConfiguration.Output = help;
        var result = usual.Invoke(parseResult);
        output.Write(overrides ? help.ToString().Replace("<FILE> [options]", "<FILE> [KEY=VALUE…] [options]", StringComparison.Ordinal) : help.ToString());
        if (overrides)
        {
            output.WriteLine("Overrides:\n  schedule:steps=16, schedule.steps=16, --schedule:steps 16 and --schedule:steps=16 mean the same.\n");
        }

        output.WriteLine($"Example:\n  {(command as ProgramCommand)?.Example ?? "unmask run samples/potts-decay/pipeline.json schedule:steps=16"}");
        return result;
    }
}
