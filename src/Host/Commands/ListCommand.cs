using System.CommandLine;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Plugins.Checking;
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

    private readonly Option<bool> _check = new("--check") { Description = "Load every plugin too, each file in a process of its own, and show what comes of it." };

    public ListCommand()
        : base("list", "List the plugins that are installed, and the files that were refused. Refused files are no error.", "unmask list schedule --check")
    {
        Arguments.Add(_section);
        Options.Add(_check);
        Options.Add(CheckOptions.Timeout);
        Options.Add(CheckOptions.Fresh);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Locked);
        Options.Add(SharedOptions.Lock);
    }

    /// <inheritdoc/>
    public override async Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var catalogue = context.Catalogue;
        var section = arguments.GetValue(_section) is { } named ? Sections.Named(named) : null;
        if (section is not null && catalogue.UnknownSection(section) is { } unknown)
        {
            throw new UserErrorException("command line", "", unknown);
        }

        IReadOnlyList<PluginDescription> plugins = [.. catalogue.Plugins.Where(plugin => section is null || plugin.Section == section)];
        var refused = catalogue.Refused;
        var untried = (IReadOnlyDictionary<PluginDescription, string?>?)null;
        if (!arguments.GetValue(_check))
        {
            CheckOptions.RefuseIn(arguments);
        }
        else
        {
            var checks = await arguments.Checker().Check(plugins.Select(plugin => plugin.Assembly.Path), context.Stop);
            var healthy = new CheckedCatalogue(plugins, refused, checks);
            (plugins, refused, untried) = (healthy.Plugins, healthy.Refused, healthy.Untried);
        }

        if (arguments.GetValue(SharedOptions.Json))
        {
            context.Screen.Out.Write(Json.Indented(PluginJson.List(plugins, refused, catalogue, context.Folders, untried)));
        }
        else
        {
            Write(plugins, refused, untried, context);
        }

        return ExitCode.Done;
    }

    private static void Write(
        IReadOnlyList<PluginDescription> plugins, IReadOnlyList<RefusedPlugin> refused, IReadOnlyDictionary<PluginDescription, string?>? untried, CommandContext context)
    {
        var output = context.Screen.Out;
        if (plugins.Count == 0)
        {
            output.WriteLine("No plugin is installed.");
        }
        else
        {
            string[] columns = ["kind", "name", "what it is", "reference", "from"];
            PlainTable.Of(untried is null ? columns : [.. columns, "checked"], plugins.Select(plugin => Row(plugin, untried, context))).Write(context.Screen);
        }

        if (refused.Count > 0)
        {
            PlainTable.Of(["refused", "why"], refused.Select(each => new[] { each.Path, each.Reason })).Write(context.Screen);
        }

        output.WriteLine($"Looked in {(context.Folders.Count == 0 ? "no folder" : string.Join(", ", context.Folders))}.");
    }

    private static string[] Row(PluginDescription plugin, IReadOnlyDictionary<PluginDescription, string?>? untried, CommandContext context)
    {
        string[] cells = [plugin.Section, plugin.Name, plugin.Summary, plugin.Reference, context.Catalogue.IsDuplicate(plugin)
            ? $"{plugin.Assembly.Path} (several files have this name)"
            : $"{plugin.Assembly.Name} {plugin.Assembly.Version}"];
        return untried is null ? cells : [.. cells, untried[plugin] is { } needed ? $"loaded; to be made it {needed}" : "loaded and made"];
    }
}
