using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask schema</c>: a JSON Schema of everything installed, for completion in an editor.</summary>
internal sealed class SchemaCommand : ProgramCommand
{
    public SchemaCommand()
        : base("schema", "Print a JSON Schema of everything installed; name it as \"$schema\" in a pipeline for completion in an editor.", "unmask schema > pipeline.schema.json")
    {
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        context.Screen.Out.Write(Json.Indented(new JsonSchemaWriter(context.Catalogue).Write()));
        return Task.FromResult(ExitCode.Done);
    }
}
