using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask describe KIND/NAME</c>: a plugin's options, and an example of its section.</summary>
internal sealed class DescribeCommand : ProgramCommand
{
    private readonly Argument<string> _plugin = new("KIND/NAME") { Description = "A plugin, such as schedule/balanced; the name alone will do where it is unique." };

    public DescribeCommand()
        : base("describe", "Show a plugin's options with types, defaults and ranges, and an example.", "unmask describe schedule/balanced")
    {
        Arguments.Add(_plugin);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Locked);
        Options.Add(SharedOptions.Lock);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var plugin = Find(arguments.GetRequiredValue(_plugin), context.Catalogue);
        if (arguments.GetValue(SharedOptions.Json))
        {
            context.Screen.Out.Write(Json.Indented(PluginJson.Describe(plugin, context.Catalogue.Plugins)));
        }
        else
        {
            Write(plugin, ExampleSection.Of(plugin, context.Catalogue.Plugins), context.Screen.Table);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static PluginDescription Find(string given, Catalogue catalogue)
    {
        if (given.Split('/') is [var section, var name])
        {
            return catalogue.Find(Sections.Named(section), name, out var unknown) ?? throw Wrong(unknown!);
        }

        var named = catalogue.Plugins.Where(plugin => plugin.Name == given).Select(plugin => plugin.Section).Distinct().ToList();
        return named switch
        {
            [var only] => catalogue.Find(only, given, out var problem) ?? throw Wrong(problem!),
            [] => throw Wrong($"there is no plugin '{given}'{Hint(given, catalogue.Plugins.Select(plugin => $"{plugin.Section}/{plugin.Name}").Concat(catalogue.Plugins.Select(plugin => plugin.Name)))}; 'unmask list' shows all"),
            _ => throw Wrong($"'{given}' names several plugins; write {string.Join(" or ", named.Select(each => $"'unmask describe {each}/{given}'"))}"),
        };
    }

    private static string Hint(string given, IEnumerable<string> known) => NearestName.Of(given, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private static UserErrorException Wrong(string message) => new("command line", "", message);

    private static void Write(PluginDescription plugin, JsonObject example, IAnsiConsole console)
    {
        console.WriteLine($"{plugin.Section}/{plugin.Name}: {plugin.Summary}");
        foreach (var (title, text) in new[] { ("Equation", plugin.Equation), ("Notes", plugin.Notes), ("Reference", plugin.Reference) }.Where(line => line.Item2.Length > 0))
        {
            console.WriteLine($"{title}: {text}");
        }

        console.WriteLine($"From: {plugin.Assembly.Name} {plugin.Assembly.Version}, {plugin.Assembly.Path}");
        if (plugin.SectionOptions.Any())
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns("option", "type", "default", "range", "what it is");
            foreach (var option in plugin.SectionOptions)
            {
                table.AddRow(new[] { option.Name, OptionText.Type(option.Type), OptionText.Default(option), OptionText.Range(option), option.Description ?? "" }.Select(cell => new Text(cell)));
            }

            console.Write(table);
        }
        else
        {
            console.WriteLine("It has no options.");
        }

        console.WriteLine("Example:");
        console.WriteLine(Json.Indented(example).TrimEnd());
    }
}
