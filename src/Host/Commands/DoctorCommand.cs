using System.CommandLine;
using System.Text.Json.Nodes;
using Unmask.Host.Configuration;
using Unmask.Host.Plugins.Checking;
using Unmask.Host.Runs;

namespace Unmask.Host.Commands;

/// <summary><c>unmask doctor [FOLDER…]</c>: what is wrong with the plugins in folders, and what is fine.</summary>
internal sealed class DoctorCommand : ProgramCommand
{
    private readonly Argument<string[]> _folders = new("folder")
    {
        Description = "Folders that hold plugins (default: those that 'unmask list' looks in).",
        HelpName = "FOLDER",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 if anything is wrong. Without it, what is wrong is a result like any other, and the exit code is 0." };

    public DoctorCommand()
        : base("doctor", "Examine plugin folders: what is wrong, what is fine, and which native libraries get loaded from where.", "unmask doctor my-plugins --strict")
    {
        Arguments.Add(_folders);
        Options.Add(_strict);
        Options.Add(CheckOptions.Timeout);
        Options.Add(CheckOptions.Fresh);
        Options.Add(SharedOptions.Json);
    }

    /// <inheritdoc/>
    public override async Task<int> Execute(ParseResult arguments, CommandContext context)
    {
        var folders = Folders(arguments.GetValue(_folders) ?? [], context);
        var diagnoses = await new Doctor(arguments.Checker()).Examine(folders, context.Stop);
        if (arguments.GetValue(SharedOptions.Json))
        {
            context.Screen.Out.Write(Json.Indented(Document(diagnoses, folders)));
        }
        else
        {
            Write(diagnoses, folders, context.Screen);
        }

        return arguments.GetValue(_strict) && diagnoses.Any(diagnosis => diagnosis.IsWrong) ? ExitCode.CellFailed : ExitCode.Done;
    }

    private static IReadOnlyList<string> Folders(string[] given, CommandContext context)
    {
        var missing = given.Where(folder => !Directory.Exists(Path.Combine(context.WorkingDirectory, folder))).ToList();
        return missing.Count > 0 ? throw new UserErrorException([.. missing.Select(folder => new UserError("command line", "", $"'{folder}' is no folder; expected is one that holds plugins"))])
            : given.Length == 0 ? context.Folders
            : [.. given.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, context.WorkingDirectory))).Distinct(StringComparer.Ordinal)];
    }

    private static JsonObject Document(IReadOnlyList<PluginDiagnosis> diagnoses, IReadOnlyList<string> folders) => new()
    {
        ["files"] = new JsonArray([.. diagnoses.Select(diagnosis => new JsonObject
        {
            ["path"] = diagnosis.Path,
            ["state"] = State(diagnosis),
            ["plugins"] = new JsonArray([.. diagnosis.Plugins.Select(plugin => JsonValue.Create($"{plugin.Section}/{plugin.Name}"))]),
            ["findings"] = new JsonArray([.. diagnosis.Findings.Select(finding => new JsonObject
            {
                ["severity"] = Severity(finding), ["topic"] = finding.Topic, ["text"] = finding.Text,
            })]),
            ["natives"] = new JsonArray([.. (diagnosis.Check?.Natives ?? []).Select(native => new JsonObject
            {
                ["path"] = native, ["from"] = Origin(native, diagnosis, folders),
            })]),
        })]),
        ["wrong"] = diagnoses.Count(diagnosis => diagnosis.IsWrong),
        ["folders"] = new JsonArray([.. folders.Select(folder => JsonValue.Create(folder))]),
    };

    private static void Write(IReadOnlyList<PluginDiagnosis> diagnoses, IReadOnlyList<string> folders, Screen screen)
    {
        if (diagnoses.Count > 0)
        {
            PlainTable.Of(["file", "state", "what"], diagnoses.SelectMany(diagnosis => diagnosis.Findings.Count == 0
                ? [[diagnosis.Path, State(diagnosis), Summary(diagnosis)]]
                : diagnosis.Findings.Select(finding => new[] { diagnosis.Path, Severity(finding), finding.Text }))).Write(screen);
        }

        var natives = diagnoses.SelectMany(diagnosis => (diagnosis.Check?.Natives ?? []).Select(native => new[] { native, Origin(native, diagnosis, folders), diagnosis.Path })).ToList();
        if (natives.Count > 0)
        {
            PlainTable.Of(["native library", "where it lies", "loaded by"], natives).Write(screen);
        }

        var wrong = diagnoses.Count(diagnosis => diagnosis.IsWrong);
        screen.Out.WriteLine($"{(wrong == 0 ? "Nothing is wrong with any" : $"Something is wrong with {wrong}")} of {diagnoses.Count} in {(folders.Count == 0 ? "no folder" : string.Join(", ", folders))}.");
    }

    private static string State(PluginDiagnosis diagnosis) => diagnosis.IsWrong ? "wrong" : diagnosis.Findings.Count > 0 ? "note" : "fine";

    private static string Severity(Finding finding) => finding.IsWrong ? "wrong" : "note";

    private static string Summary(PluginDiagnosis diagnosis) =>
        $"{diagnosis.Plugins.Count} loaded; {diagnosis.Check!.Classes.Count(each => each.Untried is null)} could be made without a pipeline, and were";

    private static string Origin(string native, PluginDiagnosis diagnosis, IReadOnlyList<string> folders) =>
        IsBelow(native, Path.GetDirectoryName(diagnosis.Path)!) ? "with the plugin"
        : folders.FirstOrDefault(folder => IsBelow(native, folder)) is { } other ? $"with another plugin, in {other}"
        : "in the system";

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
