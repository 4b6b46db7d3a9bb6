using System.CommandLine;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask validate FILE</c>: everything that is wrong with a pipeline, or that nothing is; runs nothing.</summary>
internal sealed class ValidateCommand : PipelineCommand
{
    public ValidateCommand()
        : base("validate", "Check a pipeline without running it.", "unmask validate samples/potts-decay/pipeline.json") =>
        Options.Add(SharedOptions.Json);

    /// <inheritdoc/>
    public override async Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var json = arguments.GetValue(SharedOptions.Json);
        try
        {
            await using var launch = await Launch(arguments, context);
            if (json)
            {
                var notes = launch.Survey.Notes.Select(note => (JsonNode)note);
                Write(context, new JsonObject { ["valid"] = true, ["cells"] = launch.Pipeline.Cells.Count, ["errors"] = new JsonArray(), ["notes"] = new JsonArray([.. notes]) });
            }
            else
            {
                var cells = launch.Pipeline.Cells.Count;
                context.Screen.Out.WriteLine($"{launch.Pipeline.Source} is valid: {cells} {(cells == 1 ? "cell" : "cells")}.");
                foreach (var note in launch.Survey.Notes)
                {
                    context.Screen.Out.WriteLine($"Note: {note.TrimEnd('.')}.");
                }
            }

            return ExitCode.Done;
        }
        catch (UserErrorException exception) when (json)
        {
            var errors = exception.Errors.Select(error => new JsonObject { ["source"] = error.Source, ["path"] = error.Path, ["message"] = error.Message });
            Write(context, new JsonObject { ["valid"] = false, ["cells"] = 0, ["errors"] = new JsonArray([.. errors]), ["notes"] = new JsonArray() });
            return ExitCode.WrongInput;
        }
    }

    private static void Write(CommandContext context, JsonObject document) => context.Screen.Out.Write(Json.Indented(document));
}
