using System.CommandLine;
using Unmask.Host.Authoring;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask new plugin NAME</c>: a project of a plugin with its tests and a pipeline that uses it.</summary>
internal sealed class NewCommand : ProgramCommand
{
    private const string Packages = "packages";

    private readonly Argument<string> _what = new("plugin") { Description = "What to start: plugin." };
    private readonly Argument<string> _name = new("NAME") { Description = "The plugin's name, as a class such as WideSpread or as in a configuration, wide-spread." };
    private readonly Option<string?> _kind = new("--kind") { Description = "What the plugin is: schedule, predictor, process, sampler, metric or data.", HelpName = "KIND" };
    private readonly Option<string?> _out = new("--out") { Description = "The new project's folder; ./NAME if absent.", HelpName = "DIR" };

    public NewCommand()
        : base("new", "Start a plugin of your own: a small working one, its tests, and a pipeline that uses it.", "unmask new plugin WideSpread --kind schedule")
    {
        Arguments.Add(_what);
        Arguments.Add(_name);
        Options.Add(_kind);
        Options.Add(_out);
    }

    /// <inheritdoc/>
    public override Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var template = new PluginTemplate(Path.Combine(AppContext.BaseDirectory, "templates", "plugin"));
        if (arguments.GetRequiredValue(_what) is var what and not "plugin")
        {
            throw Wrong($"'{what}' cannot be started; expected is 'unmask new plugin NAME --kind KIND'");
        }

        var kind = Kind(arguments.GetValue(_kind), template);
        var name = Named(arguments.GetRequiredValue(_name), kind, template, context);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.GetValue(_out) ?? name.Class, context.WorkingDirectory));
        if (Path.Exists(folder))
        {
            throw Wrong($"'{folder}' exists already; nothing was written. Give another name, or another folder with --out");
        }

        Write(template, kind, name, folder, context.Screen);
        return Task.FromResult(ExitCode.Done);
    }

    private static string Kind(string? given, PluginTemplate template) =>
        given is null ? throw Wrong($"what kind of plugin? Add --kind with one of {string.Join(", ", template.Kinds)}")
        : template.Kinds.Contains(given) ? given
        : given == Sections.Metrics ? "metric"
        : throw Wrong($"there is no kind of plugin '{given}'{(NearestName.Of(given, template.Kinds) is { } nearest ? $"; did you mean '{nearest}'?" : "")} (kinds: {string.Join(", ", template.Kinds)})");

    private static PluginName Named(string given, string kind, PluginTemplate template, CommandContext context)
    {
        var name = PluginName.Parse(given)
            ?? throw Wrong($"'{given}' cannot be the name of a plugin; expected a class such as WideSpread, or lower-case words joined by hyphens such as wide-spread");
        if (template.Uses(kind, name.Class))
        {
            throw Wrong($"'{given}' cannot be the name of this plugin: its code uses the word {name.Class} for something else; choose another name");
        }

        return context.Catalogue.Plugins.FirstOrDefault(plugin => plugin.Name == name.Kind && (plugin.Section == kind || plugin.Section == kind + "s")) is { } installed
            ? throw Wrong($"there is a {kind} '{name.Kind}' already, in {installed.Assembly.Path}: with two, neither can be used; choose another name")
            : name;
    }

    /// <summary>All of it, or nothing: the folder gets its name when it is complete.</summary>
    private static void Write(PluginTemplate template, string kind, PluginName name, string folder, Screen screen)
    {
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(folder)!).FullName;
        var unfinished = Path.Combine(parent, $".{Path.GetFileName(folder)}{AtomicFile.Unfinished}");
        var packages = Path.Combine(AppContext.BaseDirectory, Packages);
        var beside = Directory.Exists(packages);
        Directory.CreateDirectory(unfinished);
        try
        {
            template.Write(kind, name, beside ? Packages : null, unfinished);
            if (beside)
            {
                Directory.CreateDirectory(Path.Combine(unfinished, Packages));
                foreach (var package in Directory.EnumerateFiles(packages, "*.nupkg"))
                {
                    File.Copy(package, Path.Combine(unfinished, Packages, Path.GetFileName(package)));
                }
            }

            Directory.Move(unfinished, folder);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            screen.Out.WriteLine(file);
        }

        if (!beside)
        {
            screen.Error.WriteLine("Unmask.Abstractions and Unmask.Testing are not beside this program: NuGet has to find them in a source it knows.");
        }

        screen.Error.WriteLine($"Next: cd '{folder}', dotnet build, dotnet test, unmask run pipeline.json (see README.md)");
    }

    private static UserErrorException Wrong(string message) => new("command line", "", message);
}
