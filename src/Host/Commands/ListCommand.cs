using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask list [kind]</c>: what is installed, and what was refused with its reason.</summary>
internal sealed class ListCommand : ProgramCommand
{
    private readonly Argument<string?> _section = new("kind")
    {
        Description = "Only plugins of this kind, such as schedule or predictor.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ListCommand()
        : base("list", "List the plugins that are installed, and the files that were refused.", "unmask list schedule")
    {
        Arguments.Add(_section);
        Options.Add(SharedOptions.Json);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var catalogue = context.Catalogue;
        var section = arguments.GetValue(_section);
        if (section is not null && catalogue.UnknownSection(section) is { } unknown)
        {
            throw new UserErrorException("command line", "", unknown);
        }

        var plugins = catalogue.Plugins.Where(plugin => section is null || plugin.Section == section).ToList();
        if (arguments.GetValue(SharedOptions.Json))
        {
            context.Screen.Out.Write(Json.Indented(PluginJson.List(plugins, catalogue, context.Folders)));
        }
        else
        {
            Write(plugins, catalogue, context);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static void Write(List<PluginDescription> plugins, Catalogue catalogue, CommandContext context)
    {
        var output = context.Screen.Out;
        if (plugins.Count == 0)
        {
            output.WriteLine("No plugin is installed.");
        }
        else
        {
            PlainTable.Of(["kind", "name", "what it is", "reference", "from"], plugins.Select(plugin => Row(plugin, catalogue))).Write(context.Screen);
        }

        if (catalogue.Refused.Count > 0)
        {
            PlainTable.Of(["refused", "why"], catalogue.Refused.Select(refused => new[] { refused.Path, refused.Reason })).Write(context.Screen);
        }

        output.WriteLine($"Looked in {(context.Folders.Count == 0 ? "no folder" : string.Join(", ", context.Folders))}.");
    }

    private static string[] Row(PluginDescription plugin, Catalogue catalogue) => [plugin.Section, plugin.Name, plugin.Summary, plugin.Reference, catalogue.IsDuplicate(plugin)
        ? $"{plugin.Assembly.Path} (several files have this name)"
        : $"{plugin.Assembly.Name} {plugin.Assembly.Version}"];
}
