using System.CommandLine;
using Spectre.Console;
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
        Options.Add(SharedOptions.Locked);
        Options.Add(SharedOptions.Lock);
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
        var console = context.Screen.Table;
        if (plugins.Count == 0)
        {
            console.WriteLine("No plugin is installed.");
        }
        else
        {
            var table = Table("kind", "name", "what it is", "reference", "from");
            foreach (var plugin in plugins)
            {
                Row(table, plugin.Section, plugin.Name, plugin.Summary, plugin.Reference, catalogue.IsDuplicate(plugin)
                    ? $"{plugin.Assembly.Path} (several files have this name)"
                    : $"{plugin.Assembly.Name} {plugin.Assembly.Version}");
            }

            console.Write(table);
        }

        if (catalogue.Refused.Count > 0)
        {
            var table = Table("refused", "why");
            foreach (var refused in catalogue.Refused)
            {
                Row(table, refused.Path, refused.Reason);
            }

            console.Write(table);
        }

        console.WriteLine($"Looked in {(context.Folders.Count == 0 ? "no folder" : string.Join(", ", context.Folders))}.");
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
